package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.manifests.scripts.Script;
import org.cdk8s.plus25.k8s.Container;

/** The two containers of the backup pod. The one that saves runs to its end, then the one that uploads starts. */
final class BackupContainer {
    private static final int REQUEST_MIB = 128;
    private static final int LIMIT_MIB = 512;

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
        return running(Script.TAKE_SNAPSHOT)
                .name(KubernetesNames.SAVE_CONTAINER)
                .image(cluster.get(ClusterSetting.VAULT_IMAGE))
                .env(RestrictedContainer.environment(BackupJobVariables.forSaving(cluster)))
                .volumeMounts(BackupMounts.forSaving(cluster))
                .build();
    }

    /** Returns the container that uploads. */
    Container uploading(SnapshotSettings settings) {
        return running(Script.UPLOAD_SNAPSHOT)
                .name(KubernetesNames.UPLOAD_CONTAINER)
                .image(cluster.get(ClusterSetting.AWS_CLI_IMAGE))
                .env(RestrictedContainer.environment(BackupJobVariables.forUploading(settings, cluster)))
                .volumeMounts(BackupMounts.forUploading(cluster))
                .build();
    }

    /** The same resources for both. Both stream, so memory does not grow with the snapshot. */
    private Container.Builder running(Script script) {
        int storage = cluster.get(ClusterSetting.SHARE_SIZE_MIB) + Volumes.CLI_MIB + Volumes.TMP_MIB + Volumes.LOG_MIB;
        return RestrictedContainer.running(script)
                .resources(RestrictedContainer.resources(REQUEST_MIB, LIMIT_MIB, storage));
    }
}
