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
        mounts.add(mount(KubernetesNames.SHARE_VOLUME, KubernetesNames.SHARE_PATH, false));
        mounts.add(mount(KubernetesNames.TMP_VOLUME, KubernetesNames.TMP_PATH, false));
        mounts.add(mount(KubernetesNames.SCRIPTS_VOLUME, KubernetesNames.SCRIPTS_PATH, true));
        mounts.add(mount(KubernetesNames.TOKEN_VOLUME, KubernetesNames.TOKEN_PATH, true));
        mounts.add(mount(KubernetesNames.CLI_VOLUME, KubernetesNames.CLI_PATH, false));
        if (cluster.get(ClusterSetting.VAULT_CA_CONFIG_MAP).isPresent()) {
            mounts.add(mount(KubernetesNames.CA_VOLUME, KubernetesNames.CA_PATH, true));
        }
        return mounts;
    }

    /** Returns what the uploading container sees; it only reads the snapshot. */
    static List<VolumeMount> forUploading(ClusterSettings cluster) {
        List<VolumeMount> mounts = new ArrayList<>();
        mounts.add(mount(KubernetesNames.SHARE_VOLUME, KubernetesNames.SHARE_PATH, true));
        mounts.add(mount(KubernetesNames.TMP_VOLUME, KubernetesNames.TMP_PATH, false));
        mounts.add(mount(KubernetesNames.SCRIPTS_VOLUME, KubernetesNames.SCRIPTS_PATH, true));
        if (cluster.get(ClusterSetting.AWS_CA_CONFIG_MAP).isPresent()) {
            mounts.add(mount(KubernetesNames.AWS_CA_VOLUME, KubernetesNames.AWS_CA_PATH, true));
        }
        return mounts;
    }

    private static VolumeMount mount(String volume, String path, boolean readOnly) {
        VolumeMount.Builder mount = VolumeMount.builder().name(volume).mountPath(path);
        // The API server drops a false, and a second `kubectl apply` would report the difference as a change.
        return (readOnly ? mount.readOnly(true) : mount).build();
    }
}
