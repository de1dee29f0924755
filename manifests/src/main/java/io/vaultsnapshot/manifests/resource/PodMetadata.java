package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import java.util.Map;
import java.util.TreeMap;
import org.cdk8s.plus25.k8s.ObjectMeta;

/**
 * Labels and annotations of a Job's pod. They keep other controllers of a cluster from what would break the Job. Where such
 * a controller is not installed, they mean nothing.
 */
public final class PodMetadata {
    /** EKS gives the IAM role to all containers of a pod except those named here. */
    private static final String WITHOUT_ROLE = "eks.amazonaws.com/skip-containers";

    /** Consolidation would end the pod half-way. Karpenter and the Cluster Autoscaler wait for its end instead. */
    private static final Map<String, String> NO_DISRUPTION = Map.of(
            "karpenter.sh/do-not-disrupt", "true",
            "cluster-autoscaler.kubernetes.io/safe-to-evict", "false");

    /**
     * No sidecar: it would start after the init containers, which then had no network, and would run for ever, so that the
     * Job never ended.
     */
    private static final Map<String, String> NO_SIDECAR = Map.of(
            "linkerd.io/inject", "disabled",
            "consul.hashicorp.com/connect-inject", "false");

    /** Istio and Kuma read their switch from a label. */
    private static final Map<String, String> NO_SIDECAR_LABELS =
            Map.of("sidecar.istio.io/inject", "false", "kuma.io/sidecar-injection", "disabled");

    private PodMetadata() {}

    /**
     * Returns the metadata of a Job's pod.
     *
     * @param cluster which a label names, as on all other objects
     * @param app by which its NetworkPolicy selects it
     * @param withoutRole the container that needs no IAM role
     */
    public static ObjectMeta of(ClusterSettings cluster, String app, String withoutRole) {
        Map<String, String> labels = new TreeMap<>(Metadata.labels(cluster));
        labels.putAll(NO_SIDECAR_LABELS);
        labels.put(KubernetesNames.APP_LABEL, app);
        Map<String, String> annotations = new TreeMap<>(Map.of(WITHOUT_ROLE, withoutRole));
        annotations.putAll(NO_DISRUPTION);
        annotations.putAll(NO_SIDECAR);
        return ObjectMeta.builder().labels(labels).annotations(annotations).build();
    }
}
