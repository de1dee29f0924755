package io.vaultsnapshot.manifests.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
        return new RenderedCluster[] {RenderedCluster.MINIMAL, RenderedCluster.FULL};
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pod_isRestricted(RenderedCluster rendered) {
        JsonNode pod = pod(rendered);
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
        for (JsonNode container : containers(rendered)) {
            JsonNode security = container.path("securityContext");
            assertFalse(security.path("allowPrivilegeEscalation").asBoolean(true));
            assertEquals("[\"ALL\"]", security.path("capabilities").path("drop").toString());
            assertFalse(security.path("capabilities").has("add"));
            assertFalse(security.path("privileged").asBoolean(true));
            assertFalse(container.has("ports"));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pod_runsAsItsOwnUserOnAReadOnlyRoot(RenderedCluster rendered) {
        JsonNode pod = pod(rendered);
        for (String id : List.of("runAsUser", "runAsGroup", "fsGroup")) {
            assertEquals(65_532, pod.path("securityContext").path(id).asInt(), id);
        }
        for (JsonNode container : containers(rendered)) {
            JsonNode security = container.path("securityContext");
            assertTrue(security.path("readOnlyRootFilesystem").asBoolean());
            assertTrue(security.path("runAsNonRoot").asBoolean());
            assertEquals(65_532, security.path("runAsUser").asInt());
            assertEquals(65_532, security.path("runAsGroup").asInt());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pod_getsNoTokenForTheApiServer(RenderedCluster rendered) {
        assertFalse(pod(rendered).path("automountServiceAccountToken").asBoolean(true));
        assertFalse(pod(rendered).path("enableServiceLinks").asBoolean(true));
        for (JsonNode object : rendered.objects()) {
            if (object.path("kind").asText().equals("ServiceAccount")) {
                assertFalse(object.path("automountServiceAccountToken").asBoolean(true));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyNamespace_enforcesTheRestrictedLevel(RenderedCluster rendered) {
        for (String name :
                List.of(rendered.cluster().serviceAccount().namespace(), KubernetesNames.REVIEWER_NAMESPACE)) {
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
        for (JsonNode container : containers(rendered)) {
            assertFalse(container.has("envFrom"));
            for (JsonNode variable : container.path("env")) {
                assertFalse(variable.has("valueFrom"));
                String name = variable.path("name").asText();
                if (name.matches(".*(TOKEN|SECRET|PASSWORD|_KEY).*")) {
                    assertTrue(variable.path("value").asText().startsWith("/"), name + " must name a file");
                }
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
            boolean clusterScoped = Set.of("Namespace", "ClusterRoleBinding")
                    .contains(object.path("kind").asText());
            assertEquals(clusterScoped, !metadata.has("namespace"), object.toString());
        }
    }

    private static JsonNode pod(RenderedCluster rendered) {
        return rendered.object("CronJob", KubernetesNames.CRON_JOB)
                .path("spec")
                .path("jobTemplate")
                .path("spec")
                .path("template")
                .path("spec");
    }

    private static List<JsonNode> containers(RenderedCluster rendered) {
        List<JsonNode> containers = new ArrayList<>();
        pod(rendered).path("initContainers").forEach(containers::add);
        pod(rendered).path("containers").forEach(containers::add);
        assertEquals(2, containers.size());
        return containers;
    }
}
