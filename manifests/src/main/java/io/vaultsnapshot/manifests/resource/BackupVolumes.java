package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import java.util.ArrayList;
import java.util.List;
import org.cdk8s.plus25.k8s.ConfigMapVolumeSource;
import org.cdk8s.plus25.k8s.EmptyDirVolumeSource;
import org.cdk8s.plus25.k8s.KeyToPath;
import org.cdk8s.plus25.k8s.ProjectedVolumeSource;
import org.cdk8s.plus25.k8s.ServiceAccountTokenProjection;
import org.cdk8s.plus25.k8s.Volume;
import org.cdk8s.plus25.k8s.VolumeProjection;

/** The volumes of the backup pod. {@link BackupMounts} has which container sees which. */
final class BackupVolumes {
    /** Space for the CLIs' own files. Neither needs more than a few kilobytes. */
    static final int TMP_MIB = 64;

    /** Space for a copy of the server's CLI: that of hashicorp/vault has about 500 MB. */
    static final int CLI_MIB = 1024;

    // The shortest life that Kubernetes allows; the kubelet renews the file while the pod runs.
    private static final int TOKEN_SECONDS = 600;

    private static final String TOKEN_FILE_NAME =
            KubernetesNames.TOKEN_FILE.substring(KubernetesNames.TOKEN_PATH.length() + 1);

    private final ClusterSettings cluster;

    BackupVolumes(ClusterSettings cluster) {
        this.cluster = cluster;
    }

    List<Volume> all() {
        List<Volume> volumes = new ArrayList<>();
        volumes.add(emptyDir(KubernetesNames.SHARE_VOLUME, cluster.get(ClusterSetting.SHARE_SIZE_MIB)));
        volumes.add(emptyDir(KubernetesNames.TMP_VOLUME, TMP_MIB));
        volumes.add(emptyDir(KubernetesNames.CLI_VOLUME, CLI_MIB));
        volumes.add(scripts());
        volumes.add(serverToken());
        cluster.get(ClusterSetting.VAULT_CA_CONFIG_MAP)
                .map(configMap -> certificates(KubernetesNames.CA_VOLUME, configMap))
                .ifPresent(volumes::add);
        cluster.get(ClusterSetting.AWS_CA_CONFIG_MAP)
                .map(configMap -> certificates(KubernetesNames.AWS_CA_VOLUME, configMap))
                .ifPresent(volumes::add);
        return volumes;
    }

    private static Volume scripts() {
        return Volume.builder()
                .name(KubernetesNames.SCRIPTS_VOLUME)
                .configMap(ConfigMapVolumeSource.builder()
                        .name(KubernetesNames.SCRIPTS_CONFIG_MAP)
                        .defaultMode(0555)
                        .build())
                .build();
    }

    /** Only the certificates are mounted: a ConfigMap that another team owns may hold more. */
    private static Volume certificates(String volume, String configMap) {
        return Volume.builder()
                .name(volume)
                .configMap(ConfigMapVolumeSource.builder()
                        .name(configMap)
                        .defaultMode(0444)
                        .items(List.of(KeyToPath.builder()
                                .key(KubernetesNames.CA_KEY)
                                .path(KubernetesNames.CA_KEY)
                                .build()))
                        .build())
                .build();
    }

    private Volume serverToken() {
        return Volume.builder()
                .name(KubernetesNames.TOKEN_VOLUME)
                .projected(ProjectedVolumeSource.builder()
                        .defaultMode(0440)
                        .sources(List.of(VolumeProjection.builder()
                                .serviceAccountToken(ServiceAccountTokenProjection.builder()
                                        .audience(cluster.get(ClusterSetting.VAULT_AUDIENCE))
                                        .expirationSeconds(TOKEN_SECONDS)
                                        .path(TOKEN_FILE_NAME)
                                        .build())
                                .build()))
                        .build())
                .build();
    }

    private static Volume emptyDir(String name, int sizeMiB) {
        return Volume.builder()
                .name(name)
                .emptyDir(EmptyDirVolumeSource.builder()
                        .sizeLimit(Mebibytes.quantity(sizeMiB))
                        .build())
                .build();
    }
}
