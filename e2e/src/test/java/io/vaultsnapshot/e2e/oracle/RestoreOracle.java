package io.vaultsnapshot.e2e.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.finding.Consequence;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.sandbox.server.Seal;
import io.vaultsnapshot.sandbox.server.ServerApiException;
import io.vaultsnapshot.sandbox.server.ServerBinary;
import io.vaultsnapshot.sandbox.server.ServerKeys;
import io.vaultsnapshot.sandbox.server.ServerNode;
import io.vaultsnapshot.sandbox.waiting.DeadlineExceededException;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Restores files into throw-away servers, and says what each server did. */
final class RestoreOracle {
    static final String MOUNT = "sys/mounts/oracle";
    static final String SECRET = "oracle/canary";
    static final String VALUE = "read back";
    private static final String NAMESPACE = "sys/namespaces/oracle-ns";
    private static final String SECRET_IN_NAMESPACE = "oracle-ns/" + SECRET;
    private static final String AUTH = "sys/auth/userpass";

    private static final Duration ANSWER = Duration.ofSeconds(60);
    /** How long a server may take that should come back. On a busy machine it takes many times as long as alone. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** How long to wait for a server that should not come back. On an idle machine a good one takes less than two seconds. */
    private static final Duration DOUBT = Duration.ofSeconds(8);

    private static final int SEALED = 503;
    private static final int ACTIVE = 200;

    private final Suite suite;
    private final ServerBinary binary;
    private final HttpClient http = HttpClient.newHttpClient();

    RestoreOracle(Suite suite, ServerBinary binary) {
        this.suite = suite;
        this.binary = binary;
    }

    /**
     * Restores a file with force, unseals with the keys of the server that made it, reads what that server had, and reads
     * it again after a restart, since a server could have something in memory that its storage does not have.
     *
     * @param expected only decides how long to wait for the server
     */
    Consequence restore(String name, byte[] object, Source source, Consequence expected) {
        Duration patience = expected == Consequence.LEAVES_SEALED ? DOUBT : PATIENCE;
        try (ServerNode target = ServerNode.start(suite.workspace(), binary, "oracle-" + name, Seal.shamir())) {
            ServerKeys own = target.initialize();
            write(target, own, "its own");
            if (post(target, own, object) >= 400) {
                return reads(target, own, SECRET, "its own") ? Consequence.REFUSED : Consequence.LEAVES_SEALED;
            }
            boolean back = within(patience, () -> target.health() == SEALED) && opens(target, source.keys(), patience);
            boolean whole = back && hasAll(target, source);
            if (back) {
                target.kill();
                target.restart();
                back = opens(target, source.keys(), patience);
                whole &= back && hasAll(target, source);
            }
            return whole ? Consequence.RESTORES : back ? Consequence.LOSES_PART : Consequence.LEAVES_SEALED;
        }
    }

    /**
     * Restores a file into a server with 3 shares and threshold 2, and returns whether the file's only share unseals it:
     * before a restart, and after one.
     */
    List<Boolean> restoreIntoAnotherQuorum(byte[] object, Source source) {
        try (ServerNode target = ServerNode.start(suite.workspace(), binary, "oracle-quorum", Seal.shamir())) {
            JsonNode made = target.api().put("sys/init", "", Map.of("secret_shares", 3, "secret_threshold", 2));
            String token = made.path("root_token").asText();
            for (int share = 0; share < 2; share++) {
                target.unseal(
                        new ServerKeys(made.path("keys_base64").path(share).asText(), token));
            }
            within(PATIENCE, () -> target.health() == ACTIVE);
            post(target, new ServerKeys("", token), object);
            within(PATIENCE, () -> target.health() == SEALED);
            boolean before = opens(target, source.keys(), DOUBT);
            target.kill();
            target.restart();
            return List.of(before, opens(target, source.keys(), PATIENCE));
        }
    }

    /** Fills a server with what a restore is asked for: a secret, an auth method, and a namespace with its own seal. */
    static Source fill(ServerNode server, ServerKeys keys) {
        write(server, keys, VALUE);
        server.api().put(AUTH, keys.rootToken(), Map.of("type", "userpass"));
        String share = server.api()
                .put(
                        NAMESPACE,
                        keys.rootToken(),
                        Map.of("seal", "{\"seal\":{\"shamir\":{\"shares\":1,\"threshold\":1}}}"))
                .path("data")
                .path("key_shares")
                .path(0)
                .asText();
        Source source = new Source(keys, share);
        unsealNamespace(server, source);
        server.api().put("oracle-ns/" + MOUNT, keys.rootToken(), Map.of("type", "kv"));
        server.api().put(SECRET_IN_NAMESPACE, keys.rootToken(), Map.of("value", VALUE));
        return source;
    }

    private static void unsealNamespace(ServerNode server, Source source) {
        server.api().put(NAMESPACE + "/unseal", source.keys().rootToken(), Map.of("key", source.namespaceShare()));
    }

    private static boolean hasAll(ServerNode server, Source source) {
        try {
            unsealNamespace(server, source);
        } catch (ServerApiException refused) {
            return false;
        }
        ServerKeys keys = source.keys();
        return reads(server, keys, SECRET, VALUE)
                && reads(server, keys, SECRET_IN_NAMESPACE, VALUE)
                && server.api().get("sys/auth", keys.rootToken()).path("data").has("userpass/");
    }

    static void write(ServerNode server, ServerKeys keys, String value) {
        server.api().put(MOUNT, keys.rootToken(), Map.of("type", "kv"));
        server.api().put(SECRET, keys.rootToken(), Map.of("value", value));
    }

    private static boolean opens(ServerNode server, ServerKeys keys, Duration patience) {
        try {
            server.unseal(keys);
        } catch (ServerApiException refused) {
            // The state of the server counts: it can refuse and open, when only something is missing that it would log.
        }
        return within(patience, () -> server.health() == ACTIVE);
    }

    private static boolean reads(ServerNode server, ServerKeys keys, String secret, String value) {
        try {
            return value.equals(
                    server.api().secret(secret, keys.rootToken()).path("value").asText());
        } catch (ServerApiException silent) {
            return false;
        }
    }

    private int post(ServerNode server, ServerKeys keys, byte[] object) {
        URI address = server.address().resolve("/v1/sys/storage/raft/snapshot-force");
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("X-Vault-Token", keys.rootToken())
                .timeout(ANSWER)
                .POST(HttpRequest.BodyPublishers.ofByteArray(object))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException cut) {
            // It accepted the file, and closed this connection with all others.
            return 204;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static boolean within(Duration patience, Callable<Boolean> condition) {
        try {
            Waiting.until("the restored server", patience, condition);
            return true;
        } catch (DeadlineExceededException never) {
            return false;
        }
    }

    /**
     * A server whose snapshot is restored.
     *
     * @param keys its own keys
     * @param namespaceShare the key share of its namespace
     */
    record Source(ServerKeys keys, String namespaceShare) {}
}
