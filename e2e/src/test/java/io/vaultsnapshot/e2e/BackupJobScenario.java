package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.e2e.backup.BackupEnvironment;
import io.vaultsnapshot.e2e.backup.GatewayBucket;
import io.vaultsnapshot.e2e.backup.KubernetesJob;
import io.vaultsnapshot.e2e.backup.SnapshotCheck;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scenario 4, the cluster's side: a Job made from the CronJob takes a snapshot and puts it where it belongs. */
@ExtendWith(SuiteExtension.class)
class BackupJobScenario {
    private static final String CLUSTER = BackupEnvironment.MAIN;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final BackupEnvironment environment;
    private final GatewayBucket bucket;
    private final SnapshotCheck check;

    BackupJobScenario(BackupEnvironment environment, GatewayBucket bucket, SnapshotCheck check) {
        this.environment = environment;
        this.bucket = bucket;
        this.check = check;
    }

    @Test
    void createJob_fromTheCronJob_completesAndItsSnapshotArrives() {
        List<String> before = bucket.keys(SnapshotKey.prefix(CLUSTER));
        List<String> loginsBefore = environment.liveLogins();

        KubernetesJob job = environment.startJob(CLUSTER, "test-1");

        assertEquals("Complete", job.awaitEnd(LONGEST), job::describe);
        List<String> arrived = bucket.keys(SnapshotKey.prefix(CLUSTER)).stream()
                .filter(key -> !before.contains(key))
                .toList();
        assertEquals(1, arrived.size(), () -> "arrived: " + arrived);
        assertTrue(SnapshotKey.parse(arrived.get(0)).isPresent(), arrived.get(0));
        assertEquals(1, job.pods().size(), "the first pod should do");
        check.verify(bucket.download(arrived.get(0))).orFail();
        List<String> loginsLeft = environment.liveLogins().stream()
                .filter(login -> !loginsBefore.contains(login))
                .toList();
        assertEquals(List.of(), loginsLeft, "the job's login tokens are revoked");
        assertTrue(
                job.log("vault-snapshot")
                        .contains("network policy: no answer from " + KubernetesNames.FORBIDDEN_ADDRESS),
                job::describe);
    }
}
