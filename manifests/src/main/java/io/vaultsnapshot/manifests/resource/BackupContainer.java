package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.env.SnapshotJobEnv;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.manifests.scripts.Script;
import java.util.List;
import java.util.Map;
import org.cdk8s.plus25.k8s.Capabilities;
import org.cdk8s.plus25.k8s.Container;
import org.cdk8s.plus25.k8s.EnvVar;
import org.cdk8s.plus25.k8s.Quantity;
import org.cdk8s.plus25.k8s.ResourceRequirements;
import org.cdk8s.plus25.k8s.SecurityContext;

/** The two containers of the backup pod. The one that saves runs to its end, then the one that uploads starts. */
final class BackupContainer {
    /** The user, group and file group of the pod: no user of either image, and not root. */
    static final int USER = 65_532;

    // Logs count as ephemeral storage too; a job writes a few kilobytes.
    private static final int LOG_MIB = 64;

    private final ClusterSettings cluster;

    BackupContainer(ClusterSettings cluster) {
        this.cluster = cluster;
    }

    /**
     * Returns the container that saves and checks. The command replaces the image's entry point, which prepares a server:
     * that of hashicorp/vault may put a file capability on the binary. Newer images have it in their layers, and then the
     * script starts a copy ({@link KubernetesNames#CLI_VOLUME}).
     */
    Container saving() {
        return hardened(Script.TAKE_SNAPSHOT)
                .name(KubernetesNames.SAVE_CONTAINER)
                .image(cluster.get(ClusterSetting.VAULT_IMAGE))
                .env(environment(BackupJobVariables.forSaving(cluster)))
                .volumeMounts(BackupMounts.forSaving(cluster))
                .build();
    }

    /** Returns the container that uploads. */
    Container uploading(SnapshotSettings settings) {
        return hardened(Script.UPLOAD_SNAPSHOT)
                .name(KubernetesNames.UPLOAD_CONTAINER)
                .image(cluster.get(ClusterSetting.AWS_CLI_IMAGE))
                .env(environment(BackupJobVariables.forUploading(settings, cluster)))
                .volumeMounts(BackupMounts.forUploading(cluster))
                .build();
    }

    private Container.Builder hardened(Script script) {
        return Container.builder()
                .command(List.of("/bin/sh", KubernetesNames.SCRIPTS_PATH + "/" + script.fileName()))
                // The settings allow no floating tag, so the image that a node has is the right one.
                .imagePullPolicy("IfNotPresent")
                .terminationMessagePath("/dev/termination-log")
                // Without a message file, kubectl describe shows the last lines of the log.
                .terminationMessagePolicy("FallbackToLogsOnError")
                .resources(resources())
                .securityContext(SecurityContext.builder()
                        .privileged(false)
                        .allowPrivilegeEscalation(false)
                        .readOnlyRootFilesystem(true)
                        .runAsNonRoot(true)
                        .runAsUser(USER)
                        .runAsGroup(USER)
                        .capabilities(
                                Capabilities.builder().drop(List.of("ALL")).build())
                        .build());
    }

    /**
     * The same for both. Both stream, so memory does not grow with the snapshot. Ephemeral storage is requested in full:
     * the volumes count against the pod, and on a node without the room it would be evicted half-way.
     */
    private ResourceRequirements resources() {
        Quantity storage = Mebibytes.quantity(
                cluster.get(ClusterSetting.SHARE_SIZE_MIB) + BackupVolumes.CLI_MIB + BackupVolumes.TMP_MIB + LOG_MIB);
        return ResourceRequirements.builder()
                .requests(quantities("100m", "128Mi", storage))
                .limits(quantities("1", "512Mi", storage))
                .build();
    }

    private static Map<String, Quantity> quantities(String cpu, String memory, Quantity storage) {
        return Map.of(
                "cpu", Quantity.fromString(cpu),
                "memory", Quantity.fromString(memory),
                "ephemeral-storage", storage);
    }

    private static List<EnvVar> environment(Map<SnapshotJobEnv, String> values) {
        return values.entrySet().stream()
                .map(each -> EnvVar.builder()
                        .name(each.getKey().name())
                        .value(each.getValue())
                        .build())
                .toList();
    }
}
