package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.e2e.backup.BackupEnvironment;
import io.vaultsnapshot.e2e.backup.GatewayBucket;
import io.vaultsnapshot.e2e.backup.KubernetesJob;
import io.vaultsnapshot.e2e.backup.SnapshotCheck;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.kube.KubeApi;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.podnetwork.ClusterNetwork;
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

/** Scenario 4, the schedule: the controller of the CronJob starts the backup. The test creates no Job. */
@ExtendWith(SuiteExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class ScheduledBackupScenario {
    private static final String CLUSTER = "scheduled";
    private static final String COPY = "every-minute";
    private static final Duration A_MINUTE_AND_MORE = Duration.ofMinutes(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final BackupEnvironment environment;
    private final KubeApi api;
    private final GatewayBucket bucket;
    private final SnapshotCheck check;
    private final ClusterNetwork network;
    private final String namespace;
    private final String cronJobs;
    private final String jobs;

    ScheduledBackupScenario(
            BackupEnvironment environment,
            ControlPlane kubernetes,
            FleetSettings fleet,
            GatewayBucket bucket,
            SnapshotCheck check,
            ClusterNetwork network) {
        this.environment = environment;
        this.api = kubernetes.api();
        this.bucket = bucket;
        this.check = check;
        this.network = network;
        this.namespace = fleet.cluster(CLUSTER).serviceAccount().namespace();
        String batch = "/apis/batch/v1/namespaces/" + namespace;
        this.cronJobs = batch + "/cronjobs";
        this.jobs = batch + "/jobs";
    }

    @Test
    void cronJob_whenItsTimeComes_takesASnapshotByItself() throws IOException {
        environment.configure(CLUSTER).orFail();
        // As in a cluster whose network plugin ignores policies.
        network.enforce(namespace, false);
        createEveryMinute();

        KubernetesJob job =
                environment.job(CLUSTER, Waiting.value("a Job of the CronJob", A_MINUTE_AND_MORE, this::ownJob));
        api.merge(cronJobs + "/" + COPY, JSON.readTree("{\"spec\": {\"suspend\": true}}"));

        assertEquals("Complete", job.awaitEnd(A_MINUTE_AND_MORE), job::describe);
        List<String> arrived = bucket.keys(SnapshotKey.prefix(CLUSTER));
        check.verify(bucket.download(arrived.get(0))).orFail();
        assertTrue(job.log("vault-snapshot").contains("network policy: NOT enforced"), job::describe);
    }

    // A copy of the applied CronJob with another schedule. The applied one is not changed: another scenario, which runs
    // at the
    // same time, applies it again and expects no change.
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
