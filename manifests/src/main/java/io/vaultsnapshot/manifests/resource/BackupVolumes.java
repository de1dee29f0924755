package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import java.util.ArrayList;
import java.util.List;
import org.cdk8s.plus25.k8s.ProjectedVolumeSource;
import org.cdk8s.plus25.k8s.ServiceAccountTokenProjection;
import org.cdk8s.plus25.k8s.Volume;
import org.cdk8s.plus25.k8s.VolumeProjection;

/** The volumes of the backup pod. {@link BackupMounts} has which container sees which. */
final class BackupVolumes {
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
        volumes.add(Volumes.emptyDir(KubernetesNames.SHARE_VOLUME, cluster.get(ClusterSetting.SHARE_SIZE_MIB)));
        volumes.add(Volumes.emptyDir(KubernetesNames.TMP_VOLUME, Volumes.TMP_MIB));
        volumes.add(Volumes.emptyDir(KubernetesNames.CLI_VOLUME, Volumes.CLI_MIB));
        volumes.add(Volumes.scripts(KubernetesNames.SCRIPTS_CONFIG_MAP));
        volumes.add(serverToken());
        cluster.get(ClusterSetting.VAULT_CA_CONFIG_MAP)
                .map(configMap -> Volumes.certificates(KubernetesNames.CA_VOLUME, configMap))
                .ifPresent(volumes::add);
        cluster.get(ClusterSetting.AWS_CA_CONFIG_MAP)
                .map(configMap -> Volumes.certificates(KubernetesNames.AWS_CA_VOLUME, configMap))
                .ifPresent(volumes::add);
        return volumes;
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
}
