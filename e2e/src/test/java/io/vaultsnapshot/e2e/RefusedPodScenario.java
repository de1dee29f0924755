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
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Scenario 6, before any pod: Pod Security or a quota refuses the Job's pod. There is no pod and no log, only the Job's
 * {@code FailedCreate} event, which docs/runbook.md names. The manifests as generated cause no such event.
 */
@ExtendWith(SuiteExtension.class)
class RefusedPodScenario {
    private static final String CLUSTER = "pod-refused";
    private static final String REFUSED = "FailedCreate";
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final BackupEnvironment environment;
    private final ControlPlane kubernetes;
    private final GatewayBucket bucket;
    private final SnapshotCheck check;
    private final String namespace;
    private final Path folder;

    RefusedPodScenario(
            Suite suite,
            BackupEnvironment environment,
            ControlPlane kubernetes,
            GatewayBucket bucket,
            SnapshotCheck check) {
        this.environment = environment;
        this.kubernetes = kubernetes;
        this.bucket = bucket;
        this.check = check;
        this.namespace =
                suite.get(FleetSettings.class).cluster(CLUSTER).serviceAccount().namespace();
        this.folder = suite.folder(CLUSTER);
    }

    /** With this, only the refusal can prevent a snapshot. */
    @BeforeEach
    void configureVault() {
        environment.configure(CLUSTER).orFail();
    }

    @Test
    void job_asTheManifestsMakeIt_isAdmitted() {
        List<String> before = snapshots();

        KubernetesJob job = environment.startJob(CLUSTER, "admitted");

        assertSnapshotArrives(job, before);
        assertEquals(List.of(), refusals(job));
    }

    @Test
    void job_whosePodMayGainPrivileges_saysThatPodSecurityRefusesItAndUploadsNothing() throws IOException {
        JsonNode job = new JsonMapper()
                .readTree(kubectl(
                                "create",
                                "job",
                                "privileged",
                                "--from=cronjob/" + KubernetesNames.CRON_JOB,
                                "--dry-run=client",
                                "--output=json")
                        .out());
        ((ObjectNode) job.at("/spec/template/spec/containers/0/securityContext")).put("allowPrivilegeEscalation", true);
        Path file = Files.writeString(folder.resolve("privileged.json"), job.toString());

        CommandResult created = kubectl("create", "--filename=" + file);

        assertTrue(created.err().contains("would violate PodSecurity"), created.printed());
        assertRefused(environment.job(CLUSTER, "privileged"), "violates PodSecurity");
    }

    @Test
    void job_beyondTheNamespacesQuota_saysSoAndUploadsOnceThereIsRoom() throws IOException {
        String quotas = "/api/v1/namespaces/" + namespace + "/resourcequotas";
        kubernetes.api().create(quotas, new JsonMapper().readTree("""
                {"metadata": {"name": "no-room"}, "spec": {"hard": {"pods": "0"}}}
                """));
        Waiting.until("the quota to hold", LONGEST, () -> kubernetes
                .api()
                .get(quotas + "/no-room")
                .at("/status/hard/pods")
                .asText()
                .equals("0"));
        List<String> before = snapshots();
        KubernetesJob job = environment.startJob(CLUSTER, "beyond-quota");

        assertRefused(job, "exceeded quota");

        kubernetes.api().delete(quotas + "/no-room");
        assertSnapshotArrives(job, before);
    }

    private void assertRefused(KubernetesJob job, String reason) {
        List<String> before = snapshots();
        Waiting.until(
                "the event that the pod is refused",
                LONGEST,
                () -> !refusals(job).isEmpty(),
                () -> job.events() + job.describe());

        assertTrue(refusals(job).get(0).contains(reason), refusals(job)::toString);
        assertEquals(List.of(), job.pods());
        assertEquals(before, snapshots());
    }

    private void assertSnapshotArrives(KubernetesJob job, List<String> before) {
        assertEquals("Complete", job.awaitEnd(LONGEST), job::describe);
        List<String> arrived =
                snapshots().stream().filter(key -> !before.contains(key)).toList();
        assertEquals(1, arrived.size(), arrived::toString);
        check.verify(bucket.download(arrived.get(0))).orFail();
    }

    private static List<String> refusals(KubernetesJob job) {
        return job.events().stream().filter(event -> event.startsWith(REFUSED)).toList();
    }

    private List<String> snapshots() {
        return bucket.keys(SnapshotKey.prefix(CLUSTER));
    }

    private CommandResult kubectl(String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "--namespace=" + namespace;
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return kubernetes.kubectl(line).orFail();
    }
}
