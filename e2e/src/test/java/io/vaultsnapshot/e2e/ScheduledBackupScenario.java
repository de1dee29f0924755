package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.e2e.backup.BackupWorld;
import io.vaultsnapshot.e2e.backup.GatewayBucket;
import io.vaultsnapshot.e2e.backup.KubernetesJob;
import io.vaultsnapshot.e2e.backup.SnapshotCheck;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.kube.KubeApi;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
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
    private static final String COPY = "every-minute";
    private static final Duration A_MINUTE_AND_MORE = Duration.ofMinutes(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final BackupWorld world;
    private final KubeApi api;
    private final GatewayBucket bucket;
    private final SnapshotCheck check;
    private final String cronJobs;
    private final String jobs;

    ScheduledBackupScenario(
            BackupWorld world,
            ControlPlane kubernetes,
            FleetSettings fleet,
            GatewayBucket bucket,
            SnapshotCheck check) {
        this.world = world;
        this.api = kubernetes.api();
        this.bucket = bucket;
        this.check = check;
        String batch = "/apis/batch/v1/namespaces/"
                + fleet.cluster(CLUSTER).serviceAccount().namespace();
        this.cronJobs = batch + "/cronjobs";
        this.jobs = batch + "/jobs";
    }

    @Test
    void cronJob_whenItsTimeComes_takesASnapshotByItself() throws IOException {
        world.configure(CLUSTER).orFail();
        createEveryMinute();

        KubernetesJob job = world.job(CLUSTER, Waiting.value("a Job of the CronJob", A_MINUTE_AND_MORE, this::ownJob));
        api.merge(cronJobs + "/" + COPY, JSON.readTree("{\"spec\": {\"suspend\": true}}"));

        assertEquals("Complete", job.awaitEnd(A_MINUTE_AND_MORE), job::describe);
        List<String> arrived = bucket.keys(SnapshotKey.prefix(CLUSTER));
        check.verify(bucket.download(arrived.get(0))).orFail();
    }

    // Every minute instead of every working day: nothing else differs from the CronJob that was applied. That one stays
    // as
    // it is: another scenario applies it again beside this one, and sees whether that changes anything.
    private void createEveryMinute() throws IOException {
        ObjectNode spec =
                (ObjectNode) api.get(cronJobs + "/" + KubernetesNames.CRON_JOB).get("spec");
        ObjectNode copy = JSON.createObjectNode();
        copy.putObject("metadata").put("name", COPY);
        copy.set("spec", spec.put("schedule", "* * * * *"));
        api.create(cronJobs, copy);
    }

    private Optional<String> ownJob() {
        for (JsonNode job : api.get(jobs).get("items")) {
            if (job.at("/metadata/ownerReferences/0/name").asText().equals(COPY)) {
                return Optional.of(job.at("/metadata/name").asText());
            }
        }
        return Optional.empty();
    }
}
