package io.vaultsnapshot.e2e.openbao;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.server.Seal;
import io.vaultsnapshot.sandbox.server.ServerBinary;
import io.vaultsnapshot.sandbox.server.ServerKeys;
import io.vaultsnapshot.sandbox.server.ServerNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenarios 7 and 8: the manual restore of the article that this project started from, with every kind of server here. */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoreScenario {
    private static final int SECRETS = 1_000;

    private final Suite suite;

    RestoreScenario(Suite suite) {
        this.suite = suite;
    }

    List<ServerBinary> servers() {
        return suite.get(Tools.class).servers();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void restore_intoFreshServer_bringsBackEverySecretUnderTheFirstServersKeys(ServerBinary binary) {
        Path snapshot = suite.folder("restore-" + binary).resolve("vault.snap");
        Map<String, String> written = secrets();
        ServerKeys firstKeys;
        try (ServerNode first = ServerNode.start(suite.workspace(), binary, "first-" + binary, Seal.shamir())) {
            firstKeys = first.initialize();
            first.api().put("sys/mounts/kept", firstKeys.rootToken(), Map.of("type", "kv"));
            for (Map.Entry<String, String> secret : written.entrySet()) {
                first.api().put(secret.getKey(), firstKeys.rootToken(), Map.of("value", secret.getValue()));
            }
            first.cli(firstKeys, "operator", "raft", "snapshot", "save", snapshot.toString())
                    .orFail();
        }
        try (ServerNode fresh = ServerNode.start(suite.workspace(), binary, "fresh-" + binary, Seal.shamir())) {
            ServerKeys freshKeys = fresh.initialize();
            // The state of the server counts: OpenBao's client prints an error on good restores, too.
            fresh.cli(freshKeys, "operator", "raft", "snapshot", "restore", "-force", snapshot.toString());
            fresh.awaitSealed();

            fresh.unseal(firstKeys);
            fresh.awaitActive();

            assertEquals(written, readBack(fresh, firstKeys, written));
            assertNotEquals(firstKeys.rootToken(), freshKeys.rootToken());
            assertTrue(
                    fresh.api()
                            .get("auth/token/lookup-self", freshKeys.rootToken())
                            .has("errors"),
                    "the fresh server's own root token is gone with its data");
        }
    }

    private static Map<String, String> secrets() {
        Map<String, String> secrets = new TreeMap<>();
        IntStream.rangeClosed(1, SECRETS).forEach(number -> secrets.put("kept/app/" + number, UUID.randomUUID() + ""));
        return secrets;
    }

    private static Map<String, String> readBack(ServerNode server, ServerKeys keys, Map<String, String> written) {
        Map<String, String> read = new TreeMap<>();
        for (String path : written.keySet()) {
            read.put(
                    path,
                    server.api().secret(path, keys.rootToken()).path("value").asText());
        }
        return read;
    }
}
