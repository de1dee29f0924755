package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.e2e.backup.BackupEnvironment;
import io.vaultsnapshot.e2e.backup.ReviewerPod;
import io.vaultsnapshot.e2e.kube.AgedToken;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.kube.TokenReviews;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.server.ServerApi;
import io.vaultsnapshot.sandbox.server.ServerApiException;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scenario 3: after {@code configure-vault.sh} exactly one ServiceAccount can log in, with exactly one audience. Its token can
 * read the snapshot and nothing else.
 */
@ExtendWith(SuiteExtension.class)
class VaultLoginScenario {
    private static final String SNAPSHOT = "sys/storage/raft/snapshot";

    private final BackupEnvironment environment;
    private final ControlPlane kubernetes;
    private final ClusterSettings cluster;
    private final ServerApi vault;

    VaultLoginScenario(BackupEnvironment environment, ControlPlane kubernetes, FleetSettings fleet) {
        this.environment = environment;
        this.kubernetes = kubernetes;
        this.cluster = fleet.cluster(BackupEnvironment.MAIN);
        this.vault = environment.server().api();
    }

    @Test
    void configureVault_theFirstTime_createsAllFour() {
        List<String> created = environment
                .configured()
                .out()
                .lines()
                .filter(line -> line.contains("created"))
                .toList();

        assertEquals(4, created.size(), environment.configured().out());
    }

    @Test
    void configureVault_aSecondTime_changesNothing() {
        CommandResult second = environment.configure(BackupEnvironment.MAIN).orFail();

        assertTrue(second.out().strip().endsWith("0 changed, 4 unchanged"), second.printed());
        assertEquals("", second.err());
    }

    @Test
    void login_ofTheJobsServiceAccount_isReviewedByTheApiServer() throws IOException {
        long before = reviews();

        String token = login(ownToken());

        assertFalse(token.isEmpty());
        Waiting.until("the login's review in the audit log", Duration.ofMinutes(1), () -> reviews() > before);
        assertEquals(
                before + 1,
                reviews(),
                "reviews of " + subject() + " by " + ReviewerPod.USER + " in the API server's audit log");
    }

    @Test
    void login_ofAnotherServiceAccountInTheNamespace_isRefused() {
        assertRefused(kubernetes.token(namespace(), "default", cluster.get(ClusterSetting.VAULT_AUDIENCE)));
    }

    @Test
    void login_ofAServiceAccountOfThatNameElsewhere_isRefused() {
        assertRefused(kubernetes.token("vault-snapshot-sealed", account(), cluster.get(ClusterSetting.VAULT_AUDIENCE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sts.amazonaws.com", "https://kubernetes.default.svc", "vaults"})
    void login_withATokenForAnotherAudience_isRefused(String audience) {
        assertRefused(kubernetes.token(namespace(), account(), audience));
    }

    @Test
    void login_withAnExpiredToken_isRefused() throws IOException, GeneralSecurityException {
        assertRefused(AgedToken.of(ownToken(), Duration.ofHours(3), kubernetes.signingKey()));
    }

    @Test
    void login_withATokenAsOldAsItMayBe_isAccepted() throws IOException, GeneralSecurityException {
        // The counterpart of the test above: it shows that the token there is refused for its age, not for its new
        // signature.
        assertFalse(login(AgedToken.of(ownToken(), Duration.ofMinutes(5), kubernetes.signingKey()))
                .isEmpty());
    }

    @Test
    void token_ofTheJob_readsTheSnapshotAndRevokesItself() {
        String token = login(ownToken());

        assertEquals(List.of("read"), capabilities(token, SNAPSHOT));
        vault.put("auth/token/revoke-self", token, Map.of());
        assertTrue(vault.get(SNAPSHOT, token).has("errors"), "a revoked token still works");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sys/mounts",
                "sys/auth",
                "sys/policies/acl/vault-snapshot",
                "sys/storage/raft/configuration",
                "sys/storage/raft/snapshot-force",
                "sys/seal",
                "sys/leases/lookup",
                "e2e/0",
                "auth/token/create",
                "auth/token/lookup-self",
                "auth/token/renew-self",
                "auth/kube-end-to-end/role/vault-snapshot",
                "cubbyhole/x"
            })
    void token_ofTheJob_canDoNothingElse(String path) {
        assertEquals(List.of("deny"), capabilities(login(ownToken()), path));
    }

    private List<String> capabilities(String token, String path) {
        JsonNode answer = vault.put(
                "sys/capabilities", environment.keys().rootToken(), Map.of("token", token, "paths", List.of(path)));
        return List.of(new JsonMapper().convertValue(answer.at("/capabilities"), String[].class));
    }

    private String login(String jwt) {
        return environment.login(BackupEnvironment.MAIN, jwt);
    }

    private void assertRefused(String jwt) {
        ServerApiException refused = assertThrows(ServerApiException.class, () -> login(jwt));
        assertTrue(
                refused.getMessage().contains("permission denied")
                        || refused.getMessage().contains("not authorized")
                        || refused.getMessage().contains("audience")
                        || refused.getMessage().contains("token is expired"),
                refused.getMessage());
    }

    private long reviews() throws IOException {
        return new TokenReviews(kubernetes).count(ReviewerPod.USER, subject());
    }

    private String ownToken() {
        return environment.jobToken(BackupEnvironment.MAIN);
    }

    private String subject() {
        return environment.jobUser(BackupEnvironment.MAIN);
    }

    private String namespace() {
        return cluster.serviceAccount().namespace();
    }

    private String account() {
        return cluster.serviceAccount().name();
    }
}
