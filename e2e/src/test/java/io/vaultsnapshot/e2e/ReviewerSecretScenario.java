package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.e2e.backup.AppliedManifests;
import io.vaultsnapshot.e2e.backup.BackupEnvironment;
import io.vaultsnapshot.e2e.backup.GatewayBucket;
import io.vaultsnapshot.e2e.backup.KubernetesJob;
import io.vaultsnapshot.e2e.backup.ReviewerPod;
import io.vaultsnapshot.e2e.backup.SnapshotCheck;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.kube.KubeRefusedException;
import io.vaultsnapshot.e2e.kube.TokenReviews;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.server.ServerApiException;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Scenario 3 for a server outside the cluster ({@code tokenReviewer: secret}). It asks the API server about tokens with the token
 * of the Secret that the manifests declare. This server also has its own account, which must not ask anything.
 */
@ExtendWith(SuiteExtension.class)
class ReviewerSecretScenario {
    private static final String CLUSTER = "elsewhere";
    private static final String REVIEWER =
            "system:serviceaccount:" + KubernetesNames.REVIEWER_NAMESPACE + ":" + KubernetesNames.REVIEWER;
    private static final String NAMESPACE = "/api/v1/namespaces/" + KubernetesNames.REVIEWER_NAMESPACE;
    private static final String ACCOUNT = NAMESPACE + "/serviceaccounts/" + KubernetesNames.REVIEWER;
    private static final String SECRET = NAMESPACE + "/secrets/" + KubernetesNames.REVIEWER_SECRET;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final BackupEnvironment environment;
    private final ControlPlane kubernetes;
    private final AppliedManifests applied;
    private final TokenReviews reviews;

    ReviewerSecretScenario(Suite suite, BackupEnvironment environment, ControlPlane kubernetes) {
        this.environment = environment;
        this.kubernetes = kubernetes;
        this.applied = suite.get(AppliedManifests.class);
        this.reviews = new TokenReviews(kubernetes);
    }

    @BeforeEach
    void configureVault() {
        environment.configure(CLUSTER).orFail();
    }

    @Test
    void job_ofAServerElsewhere_isLetInByTheDeclaredSecretsToken(GatewayBucket bucket, SnapshotCheck check)
            throws IOException {
        KubernetesJob job = environment.startJob(CLUSTER, "reviewed");

        assertEquals("Complete", job.awaitEnd(LONGEST), job::describe);
        List<String> arrived = bucket.keys(SnapshotKey.prefix(CLUSTER));
        assertEquals(1, arrived.size(), arrived::toString);
        check.verify(bucket.download(arrived.get(0))).orFail();
        Waiting.until(
                "the job's review in the audit log",
                LONGEST,
                () -> reviews.count(REVIEWER, environment.jobUser(CLUSTER)) > 0);
        assertEquals(
                0,
                reviews.count(ReviewerPod.USER, environment.jobUser(CLUSTER)),
                "reviews by the server's own account");
    }

    @Test
    void login_onceTheReviewersAccountIsReplaced_isRefusedUntilItsTokenIsWrittenAgain() {
        assertTrue(isLetIn(), "before");

        // A new Secret alone would hold the same token: its claims contain the account's uid and no time.
        kubernetes.api().delete(ACCOUNT);
        Waiting.until("the account's Secret to go with it", LONGEST, () -> !secretExists());
        Waiting.until("its token to be refused", LONGEST, () -> !isLetIn());
        applied.again();
        Waiting.until(
                "the new Secret's token",
                LONGEST,
                () -> kubernetes.api().get(SECRET).at("/data").has("token"));

        CommandResult unchanged = environment.configure(CLUSTER).orFail();
        assertTrue(unchanged.out().strip().endsWith("0 changed, 4 unchanged"), unchanged.printed());
        assertFalse(isLetIn(), "the server still has the old token");
        CommandResult rotated =
                environment.configure(CLUSTER, "--rotate-reviewer").orFail();
        assertTrue(rotated.out().strip().endsWith("1 changed, 3 unchanged"), rotated.printed());
        assertTrue(isLetIn(), "after");
    }

    private boolean secretExists() {
        try {
            return !kubernetes.api().get(SECRET).isEmpty();
        } catch (KubeRefusedException refused) {
            assertEquals(404, refused.status(), refused.getMessage());
            return false;
        }
    }

    private boolean isLetIn() {
        String jwt = environment.jobToken(CLUSTER);
        try {
            environment.login(CLUSTER, jwt);
            return true;
        } catch (ServerApiException refused) {
            assertTrue(refused.getMessage().contains("permission denied"), refused.getMessage());
            return false;
        }
    }
}
