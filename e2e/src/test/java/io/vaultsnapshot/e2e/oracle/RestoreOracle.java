package io.vaultsnapshot.e2e.oracle;

import io.vaultsnapshot.contract.Consequence;
import io.vaultsnapshot.e2e.openbao.Seal;
import io.vaultsnapshot.e2e.openbao.ServerBinary;
import io.vaultsnapshot.e2e.openbao.ServerKeys;
import io.vaultsnapshot.e2e.openbao.ServerNode;
import io.vaultsnapshot.e2e.suite.Suite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Restores files into throw-away servers and says what became of them. */
final class RestoreOracle {
    static final String MOUNT = "sys/mounts/oracle";
    static final String SECRET = "oracle/canary";
    static final String VALUE = "read back";

    private static final Duration ANSWER = Duration.ofSeconds(60);
    /** A server that will not come back does not say so: this long it may take one that does. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final int SEALED = 503;

    private final Suite suite;
    private final ServerBinary binary;
    private final HttpClient http = HttpClient.newHttpClient();

    RestoreOracle(Suite suite, ServerBinary binary) {
        this.suite = suite;
        this.binary = binary;
    }

    /**
     * Restores a file with force, unseals with the keys of the server that made it, reads a secret, and reads it again
     * after a restart: a server holds much in memory that its storage lacks.
     */
    Consequence restore(String name, byte[] object, ServerKeys keys) {
        try (ServerNode target = ServerNode.start(suite, binary, "oracle-" + name, Seal.shamir())) {
            ServerKeys own = target.initialize();
            write(target, own, "its own");
            if (post(target, own, object) >= 400) {
                return reads(target, own, "its own") ? Consequence.REFUSED : Consequence.LEAVES_SEALED;
            }
            boolean sealed = within(() -> target.health() == SEALED);
            boolean back = sealed && opens(target, keys);
            if (back) {
                target.kill();
                target.restart();
                back = opens(target, keys);
            }
            return back ? Consequence.RESTORES : Consequence.LEAVES_SEALED;
        }
    }

    static void write(ServerNode server, ServerKeys keys, String value) {
        server.api().put(MOUNT, keys.rootToken(), Map.of("type", "kv"));
        server.api().put(SECRET, keys.rootToken(), Map.of("value", value));
    }

    private boolean opens(ServerNode server, ServerKeys keys) {
        try {
            server.unseal(keys);
        } catch (IllegalStateException refused) {
            // Judged by what the server then is: it refuses and opens at once when it lacks what it only wants to log.
        }
        return within(() -> reads(server, keys, VALUE));
    }

    private static boolean reads(ServerNode server, ServerKeys keys, String value) {
        try {
            return value.equals(
                    server.api().secret(SECRET, keys.rootToken()).path("value").asText());
        } catch (IllegalStateException silent) {
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
            // It took the file and closed the connection with everything else.
            return 204;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static boolean within(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (condition.getAsBoolean()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }
}
