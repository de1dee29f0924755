package io.vaultsnapshot.manifests.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.env.SnapshotJobEnv;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.manifests.RenderedCluster;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the backup pod's containers are given: variables, volumes, tokens, room. */
class BackupPodTest {
    static RenderedCluster[] cases() {
        return new RenderedCluster[] {RenderedCluster.MINIMAL, RenderedCluster.FULL};
    }

    @ParameterizedTest
    @MethodSource("cases")
    void names_areTheContracts(RenderedCluster rendered) {
        assertEquals(
                KubernetesNames.SAVE_CONTAINER, saving(rendered).path("name").asText());
        assertEquals(
                KubernetesNames.UPLOAD_CONTAINER,
                uploading(rendered).path("name").asText());
        assertEquals(1, pod(rendered).path("initContainers").size());
        assertEquals(1, pod(rendered).path("containers").size());
        assertEquals(
                rendered.cluster().serviceAccount().name(),
                pod(rendered).path("serviceAccountName").asText());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void commands_replaceTheImagesEntryPoints(RenderedCluster rendered) {
        assertEquals(
                "[\"/bin/sh\",\"/scripts/take-snapshot.sh\"]",
                saving(rendered).path("command").toString());
        assertEquals(
                "[\"/bin/sh\",\"/scripts/upload-snapshot.sh\"]",
                uploading(rendered).path("command").toString());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void serverToken_hasTheRolesAudienceAndTheShortestLife(RenderedCluster rendered) {
        JsonNode token = volume(rendered, KubernetesNames.TOKEN_VOLUME)
                .path("projected")
                .path("sources")
                .path(0)
                .path("serviceAccountToken");
        assertEquals(
                rendered.cluster().get(ClusterSetting.VAULT_AUDIENCE),
                token.path("audience").asText());
        assertEquals(600, token.path("expirationSeconds").asInt());
        assertEquals(
                KubernetesNames.TOKEN_FILE,
                KubernetesNames.TOKEN_PATH + "/" + token.path("path").asText());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void serverToken_isMountedInTheSavingContainerOnly(RenderedCluster rendered) {
        assertTrue(mounts(saving(rendered)).contains("vault-token:/var/run/secrets/vault-snapshot:ro"));
        assertFalse(mounts(uploading(rendered)).toString().contains("vault-"), mounts(uploading(rendered))::toString);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void awsRole_isKeptFromTheSavingContainer(RenderedCluster rendered) {
        assertEquals(
                KubernetesNames.SAVE_CONTAINER,
                template(rendered)
                        .path("metadata")
                        .path("annotations")
                        .path("eks.amazonaws.com/skip-containers")
                        .asText());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyMount_hasItsVolumeAndTheOtherWayRound(RenderedCluster rendered) {
        Set<String> volumes = new TreeSet<>();
        pod(rendered)
                .path("volumes")
                .forEach(each -> volumes.add(each.path("name").asText()));
        Set<String> mounted = new TreeSet<>();
        for (JsonNode container : new JsonNode[] {saving(rendered), uploading(rendered)}) {
            container
                    .path("volumeMounts")
                    .forEach(each -> mounted.add(each.path("name").asText()));
        }
        assertEquals(volumes, mounted);
    }

    @Test
    void serverCa_isMountedAndNamed_whenSet() {
        assertEquals(
                "bao-ca",
                volume(RenderedCluster.FULL, KubernetesNames.CA_VOLUME)
                        .path("configMap")
                        .path("name")
                        .asText());
        assertTrue(mounts(saving(RenderedCluster.FULL)).contains("vault-ca:/var/run/vault-ca:ro"));
        assertEquals(
                "/var/run/vault-ca/ca.crt",
                variables(saving(RenderedCluster.FULL)).get("VAULT_CACERT"));
        assertFalse(variables(saving(RenderedCluster.MINIMAL)).containsKey("VAULT_CACERT"));
    }

    @Test
    void uploadsCa_isMountedAndNamed_whenSet() {
        assertEquals(
                "corp-ca",
                volume(RenderedCluster.FULL, KubernetesNames.AWS_CA_VOLUME)
                        .path("configMap")
                        .path("name")
                        .asText());
        assertTrue(mounts(uploading(RenderedCluster.FULL)).contains("aws-ca:/var/run/aws-ca:ro"));
        assertEquals(
                "/var/run/aws-ca/ca.crt",
                variables(uploading(RenderedCluster.FULL)).get("AWS_CA_BUNDLE"));
        assertFalse(variables(uploading(RenderedCluster.MINIMAL)).containsKey("AWS_CA_BUNDLE"));
    }

    @Test
    void proxy_isForTheUploadOnly() {
        assertEquals(
                "http://proxy.corp:3128",
                variables(uploading(RenderedCluster.FULL)).get("HTTPS_PROXY"));
        assertEquals(
                ".vpce.amazonaws.com,10.0.0.0/8",
                variables(uploading(RenderedCluster.FULL)).get("NO_PROXY"));
        assertFalse(variables(saving(RenderedCluster.FULL)).containsKey("HTTPS_PROXY"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void upload_neverAsksTheNodeAndNamesTheBucketsKey(RenderedCluster rendered) {
        assertEquals("true", variables(uploading(rendered)).get("AWS_EC2_METADATA_DISABLED"));
        assertEquals(
                "alias/" + rendered.settings().bucket(),
                variables(uploading(rendered)).get("SNAPSHOT_KMS_ALIAS"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void otherControllers_leaveThePodAlone(RenderedCluster rendered) {
        JsonNode metadata = template(rendered).path("metadata");
        JsonNode annotations = metadata.path("annotations");
        assertEquals("true", annotations.path("karpenter.sh/do-not-disrupt").asText());
        assertEquals(
                "false",
                annotations
                        .path("cluster-autoscaler.kubernetes.io/safe-to-evict")
                        .asText());
        assertEquals("disabled", annotations.path("linkerd.io/inject").asText());
        assertEquals(
                "false", annotations.path("consul.hashicorp.com/connect-inject").asText());
        assertEquals(
                "false", metadata.path("labels").path("sidecar.istio.io/inject").asText());
        assertEquals(
                "disabled",
                metadata.path("labels").path("kuma.io/sidecar-injection").asText());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void podOfANodeThatGoes_doesNotCountAsAFailure(RenderedCluster rendered) {
        assertEquals(
                "{\"rules\":[{\"action\":\"Ignore\",\"onPodConditions\":[{\"status\":\"True\",\"type\":\"DisruptionTarget\"}]}]}",
                rendered.object("CronJob", KubernetesNames.CRON_JOB)
                        .at("/spec/jobTemplate/spec/podFailurePolicy")
                        .toString());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void copyOfTheCli_hasRoom(RenderedCluster rendered) {
        assertEquals(
                "1Gi",
                volume(rendered, KubernetesNames.CLI_VOLUME)
                        .path("emptyDir")
                        .path("sizeLimit")
                        .asText());
        assertTrue(mounts(saving(rendered)).contains("cli:/cli:rw"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void storage_isRequestedForAllThatThePodMayWrite(RenderedCluster rendered) {
        int share = rendered.cluster().get(ClusterSetting.SHARE_SIZE_MIB);
        assertEquals(
                Mebibytes.quantity(share).getValue(),
                volume(rendered, KubernetesNames.SHARE_VOLUME)
                        .path("emptyDir")
                        .path("sizeLimit")
                        .asText());
        for (JsonNode container : new JsonNode[] {saving(rendered), uploading(rendered)}) {
            JsonNode resources = container.path("resources");
            assertEquals(
                    share + 1024 + 128 + "Mi",
                    resources.path("requests").path("ephemeral-storage").asText());
            assertEquals(
                    share + 1024 + 128 + "Mi",
                    resources.path("limits").path("ephemeral-storage").asText());
            for (String kind : new String[] {"cpu", "memory"}) {
                assertTrue(resources.path("requests").has(kind), kind);
                assertTrue(resources.path("limits").has(kind), kind);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void upload_goesUnderTheClustersPrefixAndNowhereElse(RenderedCluster rendered) {
        Map<String, String> variables = variables(uploading(rendered));
        assertEquals(
                SnapshotKey.prefix(rendered.cluster().name()), variables.get(SnapshotJobEnv.SNAPSHOT_PREFIX.name()));
        assertEquals(rendered.settings().bucket(), variables.get(SnapshotJobEnv.SNAPSHOT_BUCKET.name()));
        assertEquals(rendered.settings().region(), variables.get(SnapshotJobEnv.AWS_REGION.name()));
    }

    @Test
    void answerTimeout_isHalfTheDeadline() {
        assertEquals("900s", variables(saving(RenderedCluster.MINIMAL)).get("VAULT_CLIENT_TIMEOUT"));
        assertEquals("300s", variables(saving(RenderedCluster.FULL)).get("VAULT_CLIENT_TIMEOUT"));
    }

    @Test
    void retryPause_shrinksWithTheDeadline() {
        assertEquals("30", variables(saving(RenderedCluster.MINIMAL)).get("SNAPSHOT_RETRY_SECONDS"));
        assertEquals("10", variables(saving(RenderedCluster.FULL)).get("SNAPSHOT_RETRY_SECONDS"));
    }

    @Test
    void cli_isThatOfTheServer() {
        assertEquals("vault", variables(saving(RenderedCluster.MINIMAL)).get("VAULT_CLI"));
        assertEquals("bao", variables(saving(RenderedCluster.FULL)).get("VAULT_CLI"));
    }

    private static JsonNode template(RenderedCluster rendered) {
        return rendered.object("CronJob", KubernetesNames.CRON_JOB)
                .path("spec")
                .path("jobTemplate")
                .path("spec")
                .path("template");
    }

    private static JsonNode pod(RenderedCluster rendered) {
        return template(rendered).path("spec");
    }

    private static JsonNode saving(RenderedCluster rendered) {
        return pod(rendered).path("initContainers").path(0);
    }

    private static JsonNode uploading(RenderedCluster rendered) {
        return pod(rendered).path("containers").path(0);
    }

    private static JsonNode volume(RenderedCluster rendered, String name) {
        for (JsonNode each : pod(rendered).path("volumes")) {
            if (each.path("name").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no volume " + name);
    }

    private static Set<String> mounts(JsonNode container) {
        Set<String> mounts = new TreeSet<>();
        container
                .path("volumeMounts")
                .forEach(each -> mounts.add(each.path("name").asText() + ":"
                        + each.path("mountPath").asText() + ":"
                        + (each.path("readOnly").asBoolean() ? "ro" : "rw")));
        return mounts;
    }

    private static Map<String, String> variables(JsonNode container) {
        Map<String, String> variables = new TreeMap<>();
        container
                .path("env")
                .forEach(each -> variables.put(
                        each.path("name").asText(), each.path("value").asText()));
        return variables;
    }
}
