package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.e2e.backup.BackupEnvironment;
import io.vaultsnapshot.e2e.backup.GatewayBucket;
import io.vaultsnapshot.e2e.irsa.Gateway;
import io.vaultsnapshot.e2e.kube.AgedToken;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.process.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scenario 5: the role that CDK synthesized, in a real IAM, STS and S3. A token of the backup job's ServiceAccount may create
 * objects under the cluster's prefix and nothing else. No other token may do anything.
 */
@ExtendWith(SuiteExtension.class)
class WriterRoleScenario {
    private static final String STS = "sts.amazonaws.com";
    private static final String OWN = "snapshots/" + BackupEnvironment.MAIN + "/";

    private final ControlPlane kubernetes;
    private final Gateway gateway;
    private final GatewayBucket bucket;
    private final ClusterSettings cluster;
    private final Path folder;
    private final Path body;

    WriterRoleScenario(
            Suite suite, BackupEnvironment environment, ControlPlane kubernetes, Gateway gateway, GatewayBucket bucket)
            throws IOException {
        this.kubernetes = kubernetes;
        this.gateway = gateway;
        this.bucket = bucket;
        this.cluster = suite.get(FleetSettings.class).cluster(BackupEnvironment.MAIN);
        this.folder = suite.folder("writer-role");
        this.body = Files.writeString(folder.resolve("body"), "not a snapshot");
    }

    @Test
    void put_underTheOwnPrefix_creates() throws IOException {
        String key = OWN + "own-put";

        put(key, ownToken()).orFail();

        assertEquals(List.of(key), bucket.keys(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "snapshots/sealed/vault_20260101_000000.snap",
                "snapshots/end-to-end-2/x",
                "records/end-to-end/vault_20260101_000000.json",
                "status/end-to-end.json",
                "x"
            })
    void put_elsewhere_isDenied(String key) throws IOException {
        assertDenied(put(key, ownToken()));

        assertEquals(List.of(), bucket.keys(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"get-object", "head-object", "delete-object"})
    void anotherAction_onAnOwnObject_isDenied(String action) throws IOException {
        String key = OWN + "role-test-" + action;
        put(key, ownToken()).orFail();
        List<String> call = action.equals("get-object") ? List.of(action, "/dev/null") : List.of(action);

        CommandResult refused = s3(ownToken(), call, key);

        assertDenied(refused);
        assertEquals(List.of(key), bucket.keys(key));
    }

    @Test
    void list_ofTheOwnPrefix_isDenied() throws IOException {
        assertDenied(gateway.cli(
                identity(ownToken()), "s3api", "list-objects-v2", "--bucket=" + bucket.name(), "--prefix=" + OWN));
    }

    @Test
    void assumeRole_withAnotherServiceAccountOfTheNamespace_isRefused() throws IOException {
        assertCannotAssumeRole(kubernetes.token(cluster.serviceAccount().namespace(), "default", STS));
    }

    @Test
    void assumeRole_withAServiceAccountOfThatNameElsewhere_isRefused() throws IOException {
        assertCannotAssumeRole(kubernetes.token(
                "vault-snapshot-sealed", cluster.serviceAccount().name(), STS));
    }

    @Test
    void assumeRole_withTheTokenMeantForVault_isRefused() throws IOException {
        assertCannotAssumeRole(token(cluster.get(ClusterSetting.VAULT_AUDIENCE)));
    }

    @Test
    void assumeRole_withAnExpiredToken_isRefused() throws IOException, GeneralSecurityException {
        String expired = AgedToken.of(ownToken(), Duration.ofHours(3), kubernetes.signingKey());

        assertCannotAssumeRole(expired);
    }

    @Test
    void assumeRole_withATokenSignedByAnotherKey_isRefused() throws IOException {
        String token = ownToken();
        String other = token.substring(0, token.length() - 20) + "A".repeat(20);

        assertCannotAssumeRole(other);
    }

    private String ownToken() {
        return token(STS);
    }

    private String token(String audience) {
        return kubernetes.token(
                cluster.serviceAccount().namespace(), cluster.serviceAccount().name(), audience);
    }

    private CommandResult put(String key, String token) throws IOException {
        return s3(token, List.of("put-object", "--body=" + body), key);
    }

    private CommandResult s3(String token, List<String> call, String key) throws IOException {
        String[] line = new String[call.size() + 3];
        line[0] = "s3api";
        line[1] = call.get(0);
        line[2] = "--bucket=" + bucket.name();
        line[3] = "--key=" + key;
        if (call.size() > 1) {
            line[4] = call.get(1);
        }
        return gateway.cli(identity(token), line);
    }

    private Map<String, String> identity(String token) throws IOException {
        Path file = Files.createTempFile(folder, "token", "");
        Files.writeString(file, token);
        return Map.of(
                "AWS_ROLE_ARN",
                "arn:aws:iam::000000000000:role/" + cluster.get(ClusterSetting.WRITER_ROLE),
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                file.toString());
    }

    private static void assertDenied(CommandResult result) {
        assertNotEquals(0, result.exitCode(), result.printed());
        assertTrue(
                result.err().contains("AccessDenied") || result.err().contains("(403)"),
                () -> "refused, but not for lack of permission: " + result.printed());
    }

    private void assertCannotAssumeRole(String token) throws IOException {
        String key = OWN + "refused-" + UUID.randomUUID();

        CommandResult result = put(key, token);

        assertNotEquals(0, result.exitCode(), result.printed());
        assertTrue(result.err().contains("AssumeRoleWithWebIdentity"), result.printed());
        assertEquals(List.of(), bucket.keys(key));
    }
}
