package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.e2e.backup.AppliedManifests;
import io.vaultsnapshot.e2e.backup.BackupEnvironment;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.kube.KubeRefusedException;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scenario 2: a current API server accepts the generated YAML without a warning, and a second time without a change. */
@ExtendWith(SuiteExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApplyManifestsScenario {
    private static final String OTHER_IMAGE = "registry.example.com/miner:1.0";
    private static final List<String> SHARED = List.of(
            "namespace/" + KubernetesNames.REVIEWER_NAMESPACE + " ",
            "serviceaccount/" + KubernetesNames.REVIEWER + " ",
            "clusterrolebinding.rbac.authorization.k8s.io/" + KubernetesNames.REVIEWER_BINDING + " ");

    private final ControlPlane kubernetes;
    private final AppliedManifests applied;
    private final FleetSettings fleet;

    ApplyManifestsScenario(ControlPlane kubernetes, AppliedManifests applied, FleetSettings fleet) {
        this.kubernetes = kubernetes;
        this.applied = applied;
        this.fleet = fleet;
    }

    @Test
    @Order(1)
    void apply_ofEveryCluster_isAcceptedWithoutAWarning() {
        CommandResult result = applied.first();

        assertEquals("", result.err(), "kubectl apply printed warnings");
        assertEquals(
                fleet.settings().clusters().size(),
                result.out()
                        .lines()
                        .filter(line -> line.equals("cronjob.batch/" + KubernetesNames.CRON_JOB + " created"))
                        .count(),
                result.out());
    }

    @Test
    @Order(2)
    void apply_aSecondTime_changesNothing() {
        CommandResult result = applied.again();

        List<String> changed = result.out()
                .lines()
                .filter(line -> !line.endsWith(" unchanged"))
                // Here all clusters share one API server, so these get the label of each of them in turn.
                .filter(line -> SHARED.stream().noneMatch(line::startsWith))
                .toList();
        assertEquals(List.of(), changed, "the second kubectl apply");
        assertEquals("", result.err());
    }

    @Test
    @Order(3)
    void apply_ofThePodItself_isAdmittedByRestrictedPodSecurity() {
        for (ClusterSettings cluster : fleet.settings().clusters()) {
            String namespace = cluster.serviceAccount().namespace();
            JsonNode cronJob =
                    kubernetes.api().get("/apis/batch/v1/namespaces/" + namespace + "/cronjobs/vault-snapshot-cronjob");
            JsonNode namespaceObject = kubernetes.api().get("/api/v1/namespaces/" + namespace);

            assertEquals(
                    "restricted",
                    namespaceObject
                            .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                            .asText());
            KubernetesPods.admitDryRun(kubernetes.api(), namespace, cronJob.at("/spec/jobTemplate/spec/template"));
        }
    }

    @Test
    @Order(4)
    void apply_ofTheDrillsPod_isAdmittedByRestrictedPodSecurity() {
        JsonNode cronJob = kubernetes
                .api()
                .get("/apis/batch/v1/namespaces/" + DrillNames.NAMESPACE + "/cronjobs/" + DrillNames.CRON_JOB);

        KubernetesPods.admitDryRun(
                kubernetes.api(), DrillNames.NAMESPACE, cronJob.at("/spec/jobTemplate/spec/template"));
    }

    @Test
    @Order(5)
    void imagePolicy_ofAnotherImage_isRefusedInBothNamespaces() {
        ServiceAccountRef account = fleet.cluster(BackupEnvironment.MAIN).serviceAccount();
        assertRefused(account.namespace(), KubernetesNames.CRON_JOB);
        assertRefused(DrillNames.NAMESPACE, DrillNames.CRON_JOB);
    }

    @Test
    @Order(6)
    void imagePolicy_ofAPodWithAnotherServiceAccount_isNoneOfItsBusiness() {
        String namespace =
                fleet.cluster(BackupEnvironment.MAIN).serviceAccount().namespace();
        ObjectNode pod =
                (ObjectNode) KubernetesPods.withImage(template(namespace, KubernetesNames.CRON_JOB), OTHER_IMAGE);
        ((ObjectNode) pod.get("spec")).put("serviceAccountName", "default");

        KubernetesPods.admitDryRun(kubernetes.api(), namespace, pod);
    }

    /** The API server compiles a policy some moments after it was stored. */
    private void assertRefused(String namespace, String cronJob) {
        JsonNode pod = KubernetesPods.withImage(template(namespace, cronJob), OTHER_IMAGE);
        AtomicReference<String> answer = new AtomicReference<>("admitted");
        Waiting.until(
                "the policy on images to hold in " + namespace,
                Duration.ofSeconds(30),
                () -> {
                    try {
                        KubernetesPods.admitDryRun(kubernetes.api(), namespace, pod);
                        return false;
                    } catch (KubeRefusedException refused) {
                        answer.set(String.valueOf(refused.getMessage()));
                        return true;
                    }
                },
                answer::get);
        assertTrue(answer.get().contains("only the images of Vault Snapshot's settings may run here: "), answer.get());
    }

    private JsonNode template(String namespace, String cronJob) {
        return kubernetes
                .api()
                .get("/apis/batch/v1/namespaces/" + namespace + "/cronjobs/" + cronJob)
                .at("/spec/jobTemplate/spec/template");
    }
}
