package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import java.util.ArrayList;
import java.util.List;
import org.cdk8s.plus25.k8s.VolumeMount;

/** Which container of the backup pod sees which of the {@link BackupVolumes}, and where. */
final class BackupMounts {
    private BackupMounts() {}

    /** Returns what the saving container sees: the only one with the token for the server. */
    static List<VolumeMount> forSaving(ClusterSettings cluster) {
        List<VolumeMount> mounts = new ArrayList<>();
        mounts.add(Volumes.writable(KubernetesNames.SHARE_VOLUME, KubernetesNames.SHARE_PATH));
        mounts.add(Volumes.writable(KubernetesNames.TMP_VOLUME, KubernetesNames.TMP_PATH));
        mounts.add(Volumes.readOnly(KubernetesNames.SCRIPTS_VOLUME, KubernetesNames.SCRIPTS_PATH));
        mounts.add(Volumes.readOnly(KubernetesNames.TOKEN_VOLUME, KubernetesNames.TOKEN_PATH));
        mounts.add(Volumes.writable(KubernetesNames.CLI_VOLUME, KubernetesNames.CLI_PATH));
        if (cluster.get(ClusterSetting.VAULT_CA_CONFIG_MAP).isPresent()) {
            mounts.add(Volumes.readOnly(KubernetesNames.CA_VOLUME, KubernetesNames.CA_PATH));
        }
        return mounts;
    }

    /** Returns what the uploading container sees; it only reads the snapshot. */
    static List<VolumeMount> forUploading(ClusterSettings cluster) {
        List<VolumeMount> mounts = new ArrayList<>();
        mounts.add(Volumes.readOnly(KubernetesNames.SHARE_VOLUME, KubernetesNames.SHARE_PATH));
        mounts.add(Volumes.writable(KubernetesNames.TMP_VOLUME, KubernetesNames.TMP_PATH));
        mounts.add(Volumes.readOnly(KubernetesNames.SCRIPTS_VOLUME, KubernetesNames.SCRIPTS_PATH));
        if (cluster.get(ClusterSetting.AWS_CA_CONFIG_MAP).isPresent()) {
            mounts.add(Volumes.readOnly(KubernetesNames.AWS_CA_VOLUME, KubernetesNames.AWS_CA_PATH));
        }
        return mounts;
    }
}
