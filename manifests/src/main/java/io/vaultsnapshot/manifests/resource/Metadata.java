package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import java.util.Map;
import java.util.TreeMap;
import org.cdk8s.plus25.k8s.ObjectMeta;

/** The metadata that every object has: a name, a namespace where there is one, and the label of this product. */
public final class Metadata {
    /** The NetworkPolicy selects backup pods by these. On all other objects they are for people who use {@code kubectl get}. */
    public static final Map<String, String> LABELS = Map.of(KubernetesNames.APP_LABEL, KubernetesNames.APP);

    private Metadata() {}

    /** Returns the labels of jobs, which CronJobs make: {@link #LABELS}, and the cluster as on all other objects. */
    public static Map<String, String> labels(ClusterSettings cluster) {
        Map<String, String> labels = new TreeMap<>(LABELS);
        labels.put(KubernetesNames.CLUSTER_LABEL, KubernetesNames.clusterLabelValue(cluster.name()));
        return labels;
    }

    /** Returns the metadata of an object that is in no namespace. */
    public static ObjectMeta ofClusterScoped(String name) {
        return ObjectMeta.builder().name(name).labels(LABELS).build();
    }

    /** Returns the metadata of an object. */
    public static ObjectMeta of(String namespace, String name) {
        return of(namespace, name, Map.of());
    }

    /** Returns the metadata of an object with annotations. */
    public static ObjectMeta of(String namespace, String name, Map<String, String> annotations) {
        return ObjectMeta.builder()
                .namespace(namespace)
                .name(name)
                .labels(LABELS)
                .annotations(annotations.isEmpty() ? null : annotations)
                .build();
    }
}
