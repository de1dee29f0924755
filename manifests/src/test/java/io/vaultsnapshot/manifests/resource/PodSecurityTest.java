package io.vaultsnapshot.manifests.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.manifests.RenderedCluster;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The restricted Pod Security level, rule by rule, and what the product asks for beyond it. */
class PodSecurityTest {
    private static final Set<String> ALLOWED_VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    static RenderedCluster[] cases() {
        return new RenderedCluster[] {RenderedCluster.MINIMAL, RenderedCluster.FULL, RenderedCluster.DRILL};
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyPod_isRestricted(RenderedCluster rendered) {
        for (JsonNode pod : pods(rendered)) {
            assertRestricted(pod);
        }
    }

    private static void assertRestricted(JsonNode pod) {
        assertTrue(pod.path("securityContext").path("runAsNonRoot").asBoolean());
        assertEquals(
                "RuntimeDefault",
                pod.path("securityContext").path("seccompProfile").path("type").asText());
        for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
            assertFalse(pod.path(host).asBoolean(), host);
        }
        for (JsonNode volume : pod.path("volumes")) {
            for (Iterator<String> fields = volume.fieldNames(); fields.hasNext(); ) {
                String field = fields.next();
                assertTrue(field.equals("name") || ALLOWED_VOLUMES.contains(field), field);
            }
        }
        for (JsonNode container : containers(pod)) {
            JsonNode security = container.path("securityContext");
            assertFalse(security.path("allowPrivilegeEscalation").asBoolean(true));
            assertEquals("[\"ALL\"]", security.path("capabilities").path("drop").toString());
            assertFalse(security.path("capabilities").has("add"));
            assertFalse(security.path("privileged").asBoolean(true));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyPod_runsAsItsOwnUserOnAReadOnlyRoot(RenderedCluster rendered) {
        for (JsonNode pod : pods(rendered)) {
            assertOwnUser(pod);
        }
    }

    private static void assertOwnUser(JsonNode pod) {
        for (String id : List.of("runAsUser", "runAsGroup", "fsGroup")) {
            assertEquals(65_532, pod.path("securityContext").path(id).asInt(), id);
        }
        for (JsonNode container : containers(pod)) {
            JsonNode security = container.path("securityContext");
            assertTrue(security.path("readOnlyRootFilesystem").asBoolean());
            assertTrue(security.path("runAsNonRoot").asBoolean());
            assertEquals(65_532, security.path("runAsUser").asInt());
            assertEquals(65_532, security.path("runAsGroup").asInt());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyPod_getsNoTokenForTheApiServer(RenderedCluster rendered) {
        for (JsonNode pod : pods(rendered)) {
            assertFalse(pod.path("automountServiceAccountToken").asBoolean(true));
            // The drill finds the gate by its Service's variables, since it may not ask the DNS.
            boolean drill = pod.path("serviceAccountName").asText().equals(DrillNames.SERVICE_ACCOUNT);
            assertEquals(drill, pod.path("enableServiceLinks").asBoolean(true));
        }
        for (JsonNode object : rendered.objects()) {
            if (object.path("kind").asText().equals("ServiceAccount")) {
                assertFalse(object.path("automountServiceAccountToken").asBoolean(true));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyNamespace_enforcesTheRestrictedLevel(RenderedCluster rendered) {
        List<String> names = new ArrayList<>(
                List.of(rendered.cluster().serviceAccount().namespace(), KubernetesNames.REVIEWER_NAMESPACE));
        rendered.cluster().drill().ifPresent(drill -> names.add(DrillNames.NAMESPACE));
        for (String name : names) {
            JsonNode labels =
                    rendered.object("Namespace", name).path("metadata").path("labels");
            for (String mode : List.of("enforce", "audit", "warn")) {
                assertEquals(
                        "restricted",
                        labels.path("pod-security.kubernetes.io/" + mode).asText());
            }
            // A pinned level, so that an upgrade of the cluster cannot stop backups; warnings run ahead.
            assertEquals(
                    "v1.34",
                    labels.path("pod-security.kubernetes.io/enforce-version").asText());
            assertEquals(
                    "latest",
                    labels.path("pod-security.kubernetes.io/warn-version").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothing_holdsASecret(RenderedCluster rendered) {
        for (JsonNode object : rendered.objects()) {
            if (object.path("kind").asText().equals("Secret")) {
                assertFalse(object.has("data") || object.has("stringData"));
            }
        }
        pods(rendered).forEach(pod -> containers(pod).forEach(PodSecurityTest::assertNoSecret));
    }

    private static void assertNoSecret(JsonNode container) {
        assertFalse(container.has("envFrom"));
        for (JsonNode variable : container.path("env")) {
            assertFalse(variable.has("valueFrom"));
            String name = variable.path("name").asText();
            // Keys of objects and of KMS are names.
            if (name.matches(".*(TOKEN|SECRET|PASSWORD|_KEY).*") && !name.matches("STATUS_KEY|SEAL_KEY_ARNS")) {
                assertTrue(variable.path("value").asText().startsWith("/"), name + " must name a file");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyObject_hasNameLabelAndNamespace(RenderedCluster rendered) {
        for (JsonNode object : rendered.objects()) {
            JsonNode metadata = object.path("metadata");
            assertEquals(
                    KubernetesNames.APP,
                    metadata.path("labels").path(KubernetesNames.APP_LABEL).asText());
            boolean clusterScoped = Set.of(
                            "Namespace",
                            "ClusterRoleBinding",
                            "ValidatingAdmissionPolicy",
                            "ValidatingAdmissionPolicyBinding")
                    .contains(object.path("kind").asText());
            assertEquals(clusterScoped, !metadata.has("namespace"), object.toString());
        }
    }

    /** Returns the pods of all CronJobs and Deployments: one without drills, and with drills two, or three with the gate. */
    private static List<JsonNode> pods(RenderedCluster rendered) {
        List<JsonNode> pods = new ArrayList<>();
        for (JsonNode object : rendered.objects()) {
            for (String path : List.of("/spec/jobTemplate/spec/template/spec", "/spec/template/spec")) {
                if (object.at(path).has("containers")) {
                    pods.add(object.at(path));
                }
            }
        }
        int drills = rendered == RenderedCluster.DRILL ? 2 : 1;
        assertEquals(rendered == RenderedCluster.MINIMAL ? 1 : 1 + drills, pods.size());
        return pods;
    }

    private static List<JsonNode> containers(JsonNode pod) {
        List<JsonNode> containers = new ArrayList<>();
        pod.path("initContainers").forEach(containers::add);
        pod.path("containers").forEach(containers::add);
        assertFalse(containers.isEmpty());
        return containers;
    }
}
