package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.e2e.backup.BackupEnvironment;
import io.vaultsnapshot.e2e.net.PrivateNetwork;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.server.Seal;
import io.vaultsnapshot.sandbox.server.ServerApi;
import io.vaultsnapshot.sandbox.server.ServerApiException;
import io.vaultsnapshot.sandbox.server.ServerKeys;
import io.vaultsnapshot.sandbox.server.ServerListener;
import io.vaultsnapshot.sandbox.server.ServerNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * After {@code configure-vault.sh} of a cluster with drills, the backup job may write the canary, and a drill may log in from the
 * server's own loopback interface and read it. Neither can do more.
 */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrillLoginScenario {
    private static final String LOGIN = "auth/" + DrillNames.APP_ROLE_MOUNT + "/login";
    private static final Map<String, String> ROLE = Map.of("role_id", DrillNames.APP_ROLE);

    private final Suite suite;
    private final BackupEnvironment environment;
    private final ServerApi vault;

    DrillLoginScenario(Suite suite, BackupEnvironment environment) {
        this.suite = suite;
        this.environment = environment;
        this.vault = environment.server().api();
        environment.configure(BackupEnvironment.DRILLED).orFail();
    }

    @Test
    void configureVault_again_changesNothing() {
        CommandResult again = environment.configure(BackupEnvironment.DRILLED).orFail();

        assertTrue(again.out().strip().endsWith("0 changed, 9 unchanged"), again.printed());
        assertEquals("", again.err());
    }

    @Test
    void job_writesTheCanary_andTheDrillReadsIt() {
        String job = environment.login(BackupEnvironment.DRILLED, environment.jobToken(BackupEnvironment.DRILLED));
        vault.put(DrillNames.CANARY_PATH, job, Map.of(DrillNames.CANARY_NONCE_FIELD, "0a1b"));
        String drill = logIn(vault);

        assertEquals(
                "0a1b",
                vault.secret(DrillNames.CANARY_PATH, drill)
                        .path(DrillNames.CANARY_NONCE_FIELD)
                        .asText());
        assertTrue(vault.get("sys/mounts", drill).at("/data").has(DrillNames.CANARY_MOUNT + "/"));
    }

    @Test
    void job_canWriteTheCanaryAndReadNothingMore() {
        String job = environment.login(BackupEnvironment.DRILLED, environment.jobToken(BackupEnvironment.DRILLED));

        assertEquals(List.of("create", "update"), capabilities(job, DrillNames.CANARY_PATH));
        for (String other : List.of(
                DrillNames.CANARY_MOUNT + "/other",
                DrillNames.CANARY_PATH + "/more",
                DrillNames.CANARY_MOUNT,
                "sys/mounts/" + DrillNames.CANARY_MOUNT,
                "auth/" + DrillNames.APP_ROLE_MOUNT + "/role/" + DrillNames.APP_ROLE)) {
            assertEquals(List.of("deny"), capabilities(job, other), other);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "e2e/0",
                "sys/auth",
                "sys/mounts/e2e",
                "sys/storage/raft/snapshot",
                "sys/policies/acl/vault-snapshot-drill",
                "auth/token/create",
                "auth/token/lookup-self",
                "cubbyhole/x",
                DrillNames.CANARY_MOUNT + "/other"
            })
    void drill_canDoNothingElse(String path) {
        assertEquals(List.of("deny"), capabilities(logIn(vault), path));
    }

    @Test
    void drill_canReadOnly() {
        assertEquals(List.of("read"), capabilities(logIn(vault), DrillNames.CANARY_PATH));
        assertEquals(List.of("read"), capabilities(logIn(vault), "sys/mounts"));
    }

    @Test
    void login_withAnotherRole_isRefused() {
        assertRefused(vault, Map.of("role_id", "another"), "invalid role");
    }

    /** A client of this server has the server's own address, which is not the loopback interface's. */
    @Test
    void login_fromAnotherAddress_isRefused() {
        String host = suite.get(PrivateNetwork.class).address("drill-login.vault.svc");
        try (ServerNode server = ServerNode.start(
                suite.workspace(),
                suite.get(Tools.class).openBao(),
                "drill-login",
                Seal.shamir(),
                new ServerListener(host, 8200))) {
            ServerKeys keys = server.initialize();
            CommandResult configured = environment
                    .configure(BackupEnvironment.DRILLED, server.address(), keys)
                    .orFail();

            assertTrue(configured.out().strip().endsWith("9 changed, 0 unchanged"), configured.printed());
            assertRefused(server.api(), ROLE, "unauthorized by CIDR restrictions");

            // The token itself is bound, too, should the login ever come through.
            server.api()
                    .put(
                            "auth/" + DrillNames.APP_ROLE_MOUNT + "/role/" + DrillNames.APP_ROLE,
                            keys.rootToken(),
                            Map.of("secret_id_bound_cidrs", ""));
            String token = logIn(server.api());
            assertTrue(server.api()
                    .get("sys/mounts", token)
                    .path("errors")
                    .toString()
                    .contains("permission denied"));
        }
    }

    private static String logIn(ServerApi server) {
        JsonNode auth = server.put(LOGIN, "", ROLE).get("auth");
        assertEquals("batch", auth.path("token_type").asText());
        assertEquals(
                "[\"" + DrillNames.VAULT_POLICY + "\"]", auth.path("policies").toString());
        return auth.path("client_token").asText();
    }

    private static void assertRefused(ServerApi server, Map<String, String> role, String reason) {
        ServerApiException refused = assertThrows(ServerApiException.class, () -> server.put(LOGIN, "", role));
        assertTrue(String.valueOf(refused.getMessage()).contains(reason), refused::getMessage);
    }

    private List<String> capabilities(String token, String path) {
        JsonNode answer = vault.put(
                "sys/capabilities", environment.keys().rootToken(), Map.of("token", token, "paths", List.of(path)));
        return List.of(new JsonMapper().convertValue(answer.at("/capabilities"), String[].class));
    }
}
