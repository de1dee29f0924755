package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import java.util.Map;
import java.util.TreeMap;
import org.cdk8s.plus25.k8s.ObjectMeta;

/**
 * Labels and annotations of the backup pod. They keep other controllers of a cluster from what would break a backup. Where
 * such a controller is not installed, they mean nothing.
 */
final class BackupPodMetadata {
    /** EKS gives the IAM role to all containers of a pod except those named here. The one that saves does not need it. */
    private static final Map<String, String> NO_ROLE =
            Map.of("eks.amazonaws.com/skip-containers", KubernetesNames.SAVE_CONTAINER);

    /** Consolidation would end the pod half-way. Karpenter and the Cluster Autoscaler wait for its end instead. */
    private static final Map<String, String> NO_DISRUPTION = Map.of(
            "karpenter.sh/do-not-disrupt", "true",
            "cluster-autoscaler.kubernetes.io/safe-to-evict", "false");

    /**
     * No sidecar: it would start after the container that saves, which then had no network, and would run for ever, so that
     * the Job never ended.
     */
    private static final Map<String, String> NO_SIDECAR = Map.of(
            "linkerd.io/inject", "disabled",
            "consul.hashicorp.com/connect-inject", "false");

    /** Istio and Kuma read their switch from a label. */
    private static final Map<String, String> NO_SIDECAR_LABELS =
            Map.of("sidecar.istio.io/inject", "false", "kuma.io/sidecar-injection", "disabled");

    private BackupPodMetadata() {}

    static ObjectMeta of(ClusterSettings cluster) {
        Map<String, String> labels = new TreeMap<>(Metadata.labels(cluster));
        labels.putAll(NO_SIDECAR_LABELS);
        Map<String, String> annotations = new TreeMap<>(NO_ROLE);
        annotations.putAll(NO_DISRUPTION);
        annotations.putAll(NO_SIDECAR);
        return ObjectMeta.builder().labels(labels).annotations(annotations).build();
    }
}
