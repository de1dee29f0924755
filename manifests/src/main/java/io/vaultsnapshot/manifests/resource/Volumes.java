package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import java.util.List;
import org.cdk8s.plus25.k8s.ConfigMapVolumeSource;
import org.cdk8s.plus25.k8s.EmptyDirVolumeSource;
import org.cdk8s.plus25.k8s.KeyToPath;
import org.cdk8s.plus25.k8s.Volume;
import org.cdk8s.plus25.k8s.VolumeMount;

/** The kinds of volumes that pods have, and how a container sees one. */
public final class Volumes {
    /** Space for the CLIs' own files. None needs more than a few kilobytes. */
    public static final int TMP_MIB = 64;
    /** Space for a copy of the server's CLI: that of hashicorp/vault has about 500 MB. */
    public static final int CLI_MIB = 1024;
    /** Space for logs, which count as ephemeral storage too; a job writes a few kilobytes. */
    public static final int LOG_MIB = 64;

    private Volumes() {}

    /** Returns an empty folder that ends with the pod. */
    public static Volume emptyDir(String name, int sizeMiB) {
        return Volume.builder()
                .name(name)
                .emptyDir(EmptyDirVolumeSource.builder()
                        .sizeLimit(Mebibytes.quantity(sizeMiB))
                        .build())
                .build();
    }

    /** Returns a volume with all scripts of a ConfigMap, executable. */
    public static Volume scripts(String configMap) {
        return Volume.builder()
                .name(KubernetesNames.SCRIPTS_VOLUME)
                .configMap(ConfigMapVolumeSource.builder()
                        .name(configMap)
                        .defaultMode(0555)
                        .build())
                .build();
    }

    /** Returns a volume with certificates and nothing else: a ConfigMap that another team owns may hold more. */
    public static Volume certificates(String volume, String configMap) {
        return file(volume, configMap, KubernetesNames.CA_KEY);
    }

    /** Returns a volume with one file of a ConfigMap. */
    public static Volume file(String volume, String configMap, String key) {
        return Volume.builder()
                .name(volume)
                .configMap(ConfigMapVolumeSource.builder()
                        .name(configMap)
                        .defaultMode(0444)
                        .items(List.of(KeyToPath.builder().key(key).path(key).build()))
                        .build())
                .build();
    }

    /** Returns how a container sees a volume in which it may write. */
    public static VolumeMount writable(String volume, String path) {
        // The API server drops a false, and a second `kubectl apply` would report the difference as a change.
        return VolumeMount.builder().name(volume).mountPath(path).build();
    }

    /** Returns how a container sees a volume in which it may only read. */
    public static VolumeMount readOnly(String volume, String path) {
        return VolumeMount.builder().name(volume).mountPath(path).readOnly(true).build();
    }
}
