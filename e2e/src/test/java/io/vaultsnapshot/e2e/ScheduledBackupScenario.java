package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.SnapshotKey;
import io.vaultsnapshot.e2e.backup.BackupJob;
import io.vaultsnapshot.e2e.backup.BackupWorld;
import io.vaultsnapshot.e2e.backup.Bucket;
import io.vaultsnapshot.e2e.backup.SnapshotCheck;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.process.Waiting;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Scenario 4, the schedule: the CronJob's own controller starts the backup; nobody creates a Job. */
@ExtendWith(SuiteExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class ScheduledBackupScenario {
    private static final String CLUSTER = "scheduled";
    private static final String CRON_JOB = "cronjob/vault-snapshot-cronjob";
    private static final Duration A_MINUTE_AND_MORE = Duration.ofMinutes(3);

    private final BackupWorld world;
    private final ControlPlane kubernetes;
    private final Bucket bucket;
    private final SnapshotCheck check;
    private final String namespace;

    ScheduledBackupScenario(
            BackupWorld world, ControlPlane kubernetes, FleetSettings fleet, Bucket bucket, SnapshotCheck check) {
        this.world = world;
        this.kubernetes = kubernetes;
        this.bucket = bucket;
        this.check = check;
        this.namespace = fleet.cluster(CLUSTER).serviceAccount().namespace();
    }

    @Test
    void cronJob_whenItsTimeComes_takesASnapshotByItself() {
        world.configure(CLUSTER).orFail();
        // Every minute instead of every working day: nothing else about the CronJob is changed.
        patch("{\"spec\": {\"schedule\": \"* * * * *\"}}");

        BackupJob job = world.job(CLUSTER, Waiting.value("a Job of the CronJob", A_MINUTE_AND_MORE, this::ownJob));
        patch("{\"spec\": {\"suspend\": true}}");

        assertEquals("Complete", job.awaitEnd(A_MINUTE_AND_MORE), job::describe);
        List<String> arrived = bucket.keys(SnapshotKey.prefix(CLUSTER));
        check.verify(bucket.download(arrived.get(0))).orFail();
    }

    private void patch(String change) {
        kubernetes
                .kubectl("--namespace=" + namespace, "patch", CRON_JOB, "--type=merge", "--patch=" + change)
                .orFail();
    }

    private Optional<String> ownJob() {
        for (JsonNode job : kubernetes
                .api()
                .get("/apis/batch/v1/namespaces/" + namespace + "/jobs")
                .get("items")) {
            if (job.at("/metadata/ownerReferences/0/kind").asText().equals("CronJob")) {
                return Optional.of(job.at("/metadata/name").asText());
            }
        }
        return Optional.empty();
    }
}
