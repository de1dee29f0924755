package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.run.JobRun;
import io.vaultsnapshot.contract.run.RunStep;
import io.vaultsnapshot.e2e.backup.ClusterServices;
import io.vaultsnapshot.e2e.backup.FaultyBackups;
import io.vaultsnapshot.e2e.backup.GatewayBucket;
import io.vaultsnapshot.e2e.backup.KubernetesJob;
import io.vaultsnapshot.e2e.backup.SnapshotCheck;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Scenario 6, the cluster's side: with any fault, only whole snapshots reach the bucket, and a Job without one says that it
 * failed. Each fault has its own cluster, so all Jobs run at once, with the retries and waits of the generated manifests. The
 * other scenarios run at the same time.
 */
@ExtendWith(SuiteExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class FaultyBackupScenario {
    private static final Duration LONGEST = Duration.ofMinutes(12);

    private final FaultyBackups backups;
    private final GatewayBucket bucket;
    private final SnapshotCheck check;
    private final ClusterServices services;

    FaultyBackupScenario(FaultyBackups backups, GatewayBucket bucket, SnapshotCheck check, ClusterServices services) {
        this.services = services;
        this.backups = backups;
        this.bucket = bucket;
        this.check = check;
    }

    @ParameterizedTest(name = "{0}: says {2}")
    @CsvSource({
        "sealed, vault-snapshot, check that the server is unsealed",
        "answer-cut, vault-snapshot, incomplete snapshot",
        "answer-short, vault-snapshot, the saved archive failed its check",
        "disk-full, vault-snapshot, no space left on device",
        "token-refused, vault-snapshot, login at auth/kube-token-refused/login",
        "upload-cut, aws-s3-backup, failed; check the pod's IAM role",
        "upload-refused, aws-s3-backup, failed; check the pod's IAM role",
        "no-credentials, aws-s3-backup, EKS injected no credentials into this pod",
    })
    void backup_withAFaultThatStays_failsVisiblyAndUploadsNothing(String fault, String container, String words) {
        KubernetesJob job = backups.job(fault);

        assertEquals("Failed", job.awaitEnd(LONGEST), job::describe);
        assertEquals(List.of(), bucket.keys(SnapshotKey.prefix(fault)));
        assertTrue(job.log(container).toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)), job::describe);
        // Events are sent separately from the Job's status, so they may arrive later.
        Waiting.until(
                "the event of the Job's end",
                LONGEST,
                () -> job.events().stream().anyMatch(event -> event.startsWith("BackoffLimitExceeded")),
                () -> job.events().toString());
    }

    @ParameterizedTest(name = "{0}: {1}: {2}")
    @CsvSource({
        "sealed, LOGIN, Vault is sealed",
        "token-refused, LOGIN, service account name not authorized",
        "answer-cut, SAVE, incomplete snapshot",
        "answer-short, CHECK, gzip stream is cut short or damaged",
        "disk-full, SAVE, no space left on device",
        "upload-refused, UPLOAD, Service Unavailable",
    })
    void backup_withAFaultThatStays_leavesItsLastWordsForEachPod(String fault, RunStep step, String words)
            throws IOException {
        KubernetesJob job = backups.job(fault);

        assertEquals("Failed", job.awaitEnd(LONGEST), job::describe);
        List<String> keys = bucket.keys(RunKey.prefix(fault));
        assertEquals(job.pods().size(), keys.size(), keys::toString);
        for (String key : keys) {
            JobRun run = JobRun.of(new ObjectMapper().readValue(bucket.read(key), Map.class));
            assertEquals(key, run.key().format());
            assertEquals(1, run.exitCode());
            assertEquals(step, run.failed());
            assertTrue(run.error().contains(words), run::error);
        }
    }

    @Test
    void backup_withoutCredentials_canLeaveNoWords() {
        KubernetesJob job = backups.job("no-credentials");

        assertEquals("Failed", job.awaitEnd(LONGEST), job::describe);
        assertEquals(List.of(), bucket.keys(RunKey.prefix("no-credentials")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"standby", "leader-lost", "upload-slow", "cli-with-capabilities", "standby-redirects", "proxied"})
    void backup_withAFaultThatPasses_uploadsOneWholeSnapshot(String fault) {
        KubernetesJob job = backups.job(fault);

        assertEquals("Complete", job.awaitEnd(LONGEST), job::describe);
        List<String> arrived = bucket.keys(SnapshotKey.prefix(fault));
        assertEquals(1, arrived.size(), arrived::toString);
        check.verify(bucket.download(arrived.get(0))).orFail();
    }

    @Test
    void cliWithCapabilities_doesNotStartAndACopyIsUsed() {
        KubernetesJob job = backups.job("cli-with-capabilities");

        assertEquals("Complete", job.awaitEnd(LONGEST), job::describe);
        assertTrue(job.log("vault-snapshot").contains("bao does not start: "), job::describe);
        assertTrue(job.log("vault-snapshot").contains("Operation not permitted"), job::describe);
        assertTrue(job.log("vault-snapshot").contains("Trying a copy without them in /cli"), job::describe);
    }

    @Test
    void standbyThatRedirects_isNamedAndTheActiveNodeIsAsked() {
        KubernetesJob job = backups.job("standby-redirects");

        assertEquals("Complete", job.awaitEnd(LONGEST), job::describe);
        assertTrue(
                job.log("vault-snapshot").contains("standby-redirects.vault.svc.cluster.local:8200 leads to a standby"),
                job::describe);
        assertEquals(1, job.pods().size());
    }

    @Test
    void proxied_uploadGoesThroughTheProxy() {
        KubernetesJob job = backups.job("proxied");

        assertEquals("Complete", job.awaitEnd(LONGEST), job::describe);
        List<String> hosts = services.proxied().stream().distinct().sorted().toList();
        assertEquals(
                List.of(bucket.name() + ".s3.eu-north-1.amazonaws.com:443", "sts.eu-north-1.amazonaws.com:443"), hosts);
    }

    @Test
    void leaderLost_inMidSnapshot_costsExactlyOneAttempt() {
        KubernetesJob job = backups.job("leader-lost");

        assertEquals("Complete", job.awaitEnd(LONGEST), job::describe);
        assertTrue(job.log("vault-snapshot").contains("attempt 1 of 3 failed"), job::describe);
        assertTrue(backups.leaderWasLostInMidSnapshot(), "the leader ended before or after the snapshot");
    }
}
