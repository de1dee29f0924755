package io.vaultsnapshot.manifests.resource.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.env.DrillJobEnv;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.Deadlines;
import io.vaultsnapshot.contract.settings.DrillSetting;
import io.vaultsnapshot.manifests.RenderedCluster;
import io.vaultsnapshot.manifests.resource.Mebibytes;
import io.vaultsnapshot.manifests.scripts.Script;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The drill's CronJob and what each of its four containers gets. */
class DrillPodTest {
    private static final Set<DrillJobEnv> ISOLATION = EnumSet.of(
            DrillJobEnv.DRILL_FOLDER,
            DrillJobEnv.CLUSTER,
            DrillJobEnv.VAULT_CLI,
            DrillJobEnv.CLI_FOLDER,
            DrillJobEnv.VAULT_ADDR,
            DrillJobEnv.FORBIDDEN_HOST,
            DrillJobEnv.ISOLATION_SECONDS,
            DrillJobEnv.HOME);
    private static final Set<DrillJobEnv> AWS_CLI = EnumSet.of(
            DrillJobEnv.DRILL_FOLDER,
            DrillJobEnv.SNAPSHOT_BUCKET,
            DrillJobEnv.AWS_REGION,
            DrillJobEnv.AWS_STS_REGIONAL_ENDPOINTS,
            DrillJobEnv.AWS_RETRY_MODE,
            DrillJobEnv.AWS_MAX_ATTEMPTS,
            DrillJobEnv.AWS_EC2_METADATA_DISABLED,
            DrillJobEnv.HOME);
    private static final Set<DrillJobEnv> FETCH = with(
            AWS_CLI,
            DrillJobEnv.SNAPSHOT_FILE,
            DrillJobEnv.SNAPSHOT_PREFIX,
            DrillJobEnv.RECORDS_PREFIX,
            DrillJobEnv.STATUS_KEY,
            DrillJobEnv.FETCH_SECONDS);
    private static final Set<DrillJobEnv> RESTORE = EnumSet.of(
            DrillJobEnv.DRILL_FOLDER,
            DrillJobEnv.SNAPSHOT_FILE,
            DrillJobEnv.VAULT_CLI,
            DrillJobEnv.CLI_FOLDER,
            DrillJobEnv.SEAL,
            DrillJobEnv.SERVER_FOLDER,
            DrillJobEnv.RESTORE_SECONDS,
            DrillJobEnv.AWS_REGION,
            DrillJobEnv.HOME);
    private static final Set<DrillJobEnv> PROOF =
            with(AWS_CLI, DrillJobEnv.CLUSTER, DrillJobEnv.DRILLS_PREFIX, DrillJobEnv.SNAPSHOT_KMS_ALIAS);

    static RenderedCluster[] cases() {
        return new RenderedCluster[] {RenderedCluster.DRILL, RenderedCluster.FULL};
    }

    static Stream<Arguments> containers() {
        DrillJobEnv proxy = DrillJobEnv.HTTPS_PROXY;
        DrillJobEnv authorities = DrillJobEnv.AWS_CA_BUNDLE;
        return Stream.of(
                Arguments.of(RenderedCluster.DRILL, DrillNames.ISOLATION_CONTAINER, ISOLATION),
                Arguments.of(RenderedCluster.DRILL, DrillNames.FETCH_CONTAINER, FETCH),
                Arguments.of(
                        RenderedCluster.DRILL, DrillNames.RESTORE_CONTAINER, with(RESTORE, DrillJobEnv.SEAL_KEY_ARNS)),
                Arguments.of(RenderedCluster.DRILL, DrillNames.PROOF_CONTAINER, PROOF),
                Arguments.of(RenderedCluster.FULL, DrillNames.ISOLATION_CONTAINER, with(ISOLATION, proxy)),
                Arguments.of(RenderedCluster.FULL, DrillNames.FETCH_CONTAINER, with(FETCH, proxy, authorities)),
                Arguments.of(
                        RenderedCluster.FULL,
                        DrillNames.RESTORE_CONTAINER,
                        with(RESTORE, proxy, authorities, DrillJobEnv.KEYS_FOLDER)),
                Arguments.of(RenderedCluster.FULL, DrillNames.PROOF_CONTAINER, with(PROOF, proxy, authorities)));
    }

    @ParameterizedTest
    @MethodSource("containers")
    void container_getsExactlyItsVariables(RenderedCluster rendered, String name, Set<DrillJobEnv> variables) {
        assertEquals(
                variables.stream().map(DrillJobEnv::name).collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(variables(container(rendered, name)).keySet()));
    }

    @ParameterizedTest
    @MethodSource("containers")
    void container_getsAllThatItsScriptRefusesToStartWithout(
            RenderedCluster rendered, String name, Set<DrillJobEnv> variables) {
        String file = container(rendered, name).at("/command/1").asText();
        Script script = Stream.of(Script.values())
                .filter(each -> file.equals("/scripts/" + each.fileName()))
                .findFirst()
                .orElseThrow();
        Set<String> set = variables(container(rendered, name)).keySet();
        Set<String> required = script.text()
                .lines()
                .filter(line -> line.startsWith("required "))
                .map(line -> line.split(" ", -1)[1])
                .filter(variable -> !variable.startsWith("KUBERNETES_SERVICE_"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertFalse(required.isEmpty());
        assertTrue(set.containsAll(required), () -> required + " of " + set);
    }

    /** A restored audit device that cannot write keeps the server from becoming active. */
    @Test
    void auditFolders_areWritableWhereTheServerIsRestoredAndNowhereElse() {
        for (RenderedCluster rendered : cases()) {
            for (String folder :
                    rendered.cluster().get(DrillSetting.DRILL_AUDIT_FOLDERS).split(",", -1)) {
                for (String name : List.of(
                        DrillNames.ISOLATION_CONTAINER,
                        DrillNames.FETCH_CONTAINER,
                        DrillNames.RESTORE_CONTAINER,
                        DrillNames.PROOF_CONTAINER)) {
                    assertEquals(
                            name.equals(DrillNames.RESTORE_CONTAINER),
                            container(rendered, name)
                                    .path("volumeMounts")
                                    .findValuesAsText("mountPath")
                                    .contains(folder),
                            name + " " + folder);
                }
            }
        }
    }

    @Test
    void everyVariable_isSetSomewhereOrIsForOneJobOnly() {
        Set<DrillJobEnv> set = EnumSet.of(
                DrillJobEnv.DRILL_KEY,
                DrillJobEnv.DRILL_VERSION_ID,
                DrillJobEnv.DRILL_AT,
                DrillJobEnv.DRILL_STAY_SECONDS,
                DrillJobEnv.SEAL_FILE);
        containers().forEach(each -> {
            @SuppressWarnings("unchecked")
            Set<DrillJobEnv> variables = (Set<DrillJobEnv>) each.get()[2];
            set.addAll(variables);
        });
        assertEquals(EnumSet.allOf(DrillJobEnv.class), set);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void containers_runOneAfterTheOtherAndTheProofIsTheLast(RenderedCluster rendered) {
        assertEquals(
                List.of("isolation", "fetch", "restore"), names(pod(rendered).path("initContainers")));
        assertEquals(List.of("proof"), names(pod(rendered).path("containers")));
        for (String server : List.of(DrillNames.ISOLATION_CONTAINER, DrillNames.RESTORE_CONTAINER)) {
            assertEquals(
                    rendered.cluster().get(DrillSetting.DRILL_IMAGE),
                    container(rendered, server).path("image").asText());
        }
        for (String aws : List.of(DrillNames.FETCH_CONTAINER, DrillNames.PROOF_CONTAINER)) {
            assertEquals(
                    rendered.cluster().get(ClusterSetting.AWS_CLI_IMAGE),
                    container(rendered, aws).path("image").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aFailedDrill_isOneProof(RenderedCluster rendered) {
        JsonNode spec = rendered.object("CronJob", DrillNames.CRON_JOB).path("spec");
        JsonNode job = spec.at("/jobTemplate/spec");
        assertEquals("Forbid", spec.path("concurrencyPolicy").asText());
        assertEquals(0, job.path("backoffLimit").asInt(-1));
        assertEquals("Never", job.at("/template/spec/restartPolicy").asText());
        assertEquals(
                Deadlines.drillJob(rendered.cluster()).toSeconds(),
                job.path("activeDeadlineSeconds").asLong());
        assertEquals(
                rendered.cluster().drill().orElseThrow().schedule().expression().toString(),
                spec.path("schedule").asText());
        assertEquals(
                rendered.cluster().get(ClusterSetting.TIME_ZONE).getId(),
                spec.path("timeZone").asText());
    }

    @Test
    void seal_followsFromTheSettings() {
        Map<String, String> kms = variables(container(RenderedCluster.DRILL, DrillNames.RESTORE_CONTAINER));
        assertEquals("awskms", kms.get("SEAL"));
        assertEquals(2, kms.get("SEAL_KEY_ARNS").split(" ", -1).length);
        assertEquals(
                "shamir",
                variables(container(RenderedCluster.FULL, DrillNames.RESTORE_CONTAINER))
                        .get("SEAL"));
    }

    /** A snapshot and its unseal key together are all secrets of production. */
    @Test
    void unsealKeys_areSeenByTheRestoringContainerOnly() {
        assertTrue(mounts(container(RenderedCluster.FULL, DrillNames.RESTORE_CONTAINER))
                .contains("keys:" + DrillVolumes.KEYS_PATH));
        for (String name : List.of("isolation", "fetch", "proof")) {
            assertFalse(mounts(container(RenderedCluster.FULL, name)).toString().contains("keys"), name);
        }
        JsonNode secret = volume(RenderedCluster.FULL, "keys").path("secret");
        assertEquals(DrillNames.KEYS_SECRET, secret.path("secretName").asText());
        assertTrue(secret.path("optional").asBoolean(), "without it there would be no pod, and so no proof");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyVolume_isMountedAndItsRoomIsRequested(RenderedCluster rendered) {
        Set<String> mounted = new TreeSet<>();
        int share = rendered.cluster().get(ClusterSetting.SHARE_SIZE_MIB);
        int all = share + 16 + 3 * share + 512 + 64 + 1024 + 2 * 64 + 64;
        for (String name : List.of("isolation", "fetch", "restore", "proof")) {
            mounts(container(rendered, name)).forEach(each -> mounted.add(each.substring(0, each.indexOf(':'))));
            for (String kind : List.of("requests", "limits")) {
                assertEquals(
                        Mebibytes.quantity(all).getValue(),
                        container(rendered, name)
                                .at("/resources/" + kind + "/ephemeral-storage")
                                .asText());
            }
        }
        assertEquals(new TreeSet<>(names(pod(rendered).path("volumes"))), mounted);
        assertEquals(
                Mebibytes.quantity(3 * share + 512).getValue(),
                volume(rendered, "server").at("/emptyDir/sizeLimit").asText());
        assertEquals(
                Mebibytes.quantity(512 + 4 * share).getValue(),
                container(rendered, DrillNames.RESTORE_CONTAINER)
                        .at("/resources/limits/memory")
                        .asText());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void proof_goesUnderTheClustersPrefix(RenderedCluster rendered) {
        assertEquals(
                DrillKey.prefix(rendered.cluster().name()),
                variables(container(rendered, DrillNames.PROOF_CONTAINER)).get("DRILLS_PREFIX"));
    }

    @Test
    void isolation_asksTheServerInProductionAndGetsNoRole() {
        assertEquals(
                RenderedCluster.FULL.cluster().get(ClusterSetting.VAULT_ADDRESS).toString(),
                variables(container(RenderedCluster.FULL, DrillNames.ISOLATION_CONTAINER))
                        .get("VAULT_ADDR"));
        assertEquals(
                DrillNames.ISOLATION_CONTAINER,
                template(RenderedCluster.FULL)
                        .path("metadata")
                        .path("annotations")
                        .path("eks.amazonaws.com/skip-containers")
                        .asText());
    }

    @Test
    void noSchedule_noDrill() {
        assertTrue(RenderedCluster.MINIMAL.objects().stream()
                .noneMatch(each -> each.at("/metadata/namespace").asText().equals(DrillNames.NAMESPACE)
                        || each.at("/metadata/name").asText().contains("drill")));
    }

    private static Set<DrillJobEnv> with(Set<DrillJobEnv> set, DrillJobEnv... more) {
        Set<DrillJobEnv> all = EnumSet.copyOf(set);
        all.addAll(Arrays.asList(more));
        return all;
    }

    private static JsonNode template(RenderedCluster rendered) {
        return rendered.object("CronJob", DrillNames.CRON_JOB).at("/spec/jobTemplate/spec/template");
    }

    private static JsonNode pod(RenderedCluster rendered) {
        assertEquals(
                DrillNames.APP,
                template(rendered)
                        .path("metadata")
                        .path("labels")
                        .path(KubernetesNames.APP_LABEL)
                        .asText());
        return template(rendered).path("spec");
    }

    private static JsonNode container(RenderedCluster rendered, String name) {
        return Stream.of("initContainers", "containers")
                .map(list -> pod(rendered).path(list))
                .flatMap(list -> list.valueStream())
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode volume(RenderedCluster rendered, String name) {
        return pod(rendered)
                .path("volumes")
                .valueStream()
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(JsonNode list) {
        return list.valueStream().map(each -> each.path("name").asText()).toList();
    }

    private static Set<String> mounts(JsonNode container) {
        return container
                .path("volumeMounts")
                .valueStream()
                .map(each -> each.path("name").asText() + ":"
                        + each.path("mountPath").asText())
                .collect(Collectors.toCollection(TreeSet::new));
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
