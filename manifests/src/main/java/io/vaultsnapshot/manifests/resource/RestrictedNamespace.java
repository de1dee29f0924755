package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import java.util.Map;
import java.util.TreeMap;
import org.cdk8s.plus25.k8s.KubeNamespace;
import org.cdk8s.plus25.k8s.ObjectMeta;
import software.constructs.Construct;

/**
 * A namespace that admits only pods of the restricted Pod Security level.
 *
 * <p>What is enforced is pinned to the version that the pods were tested against: a stricter level in a newer
 * Kubernetes must not stop backups on the day of an upgrade. Warnings and audit follow the cluster instead, so on that
 * day they show what to change. A cluster older than the pinned version enforces its own newest.
 *
 * <p>Nothing is enforced in the namespace of the server itself, where the settings may put the backup job: the server's
 * own pods need not be restricted, and would be refused at their next restart.
 */
public final class RestrictedNamespace {
    private static final String POD_SECURITY = "pod-security.kubernetes.io/";
    private static final String LEVEL = "restricted";
    private static final String ENFORCED_VERSION = "v1.34";

    /** Adds the namespace of a cluster's backup job. */
    public RestrictedNamespace(Construct scope, ClusterSettings cluster) {
        this(scope, cluster.serviceAccount().namespace(), !isTheServers(cluster));
    }

    /** Adds a namespace with this name. */
    public RestrictedNamespace(Construct scope, String name, boolean enforced) {
        Map<String, String> labels = new TreeMap<>(Metadata.LABELS);
        if (enforced) {
            labels.put(POD_SECURITY + "enforce", LEVEL);
            labels.put(POD_SECURITY + "enforce-version", ENFORCED_VERSION);
        }
        for (String mode : new String[] {"audit", "warn"}) {
            labels.put(POD_SECURITY + mode, LEVEL);
            labels.put(POD_SECURITY + mode + "-version", "latest");
        }
        KubeNamespace.Builder.create(scope, "namespace")
                .metadata(ObjectMeta.builder().name(name).labels(labels).build())
                .build();
    }

    private static boolean isTheServers(ClusterSettings cluster) {
        return ServerEndpoint.of(cluster.get(ClusterSetting.VAULT_ADDRESS))
                .namespace()
                .filter(cluster.serviceAccount().namespace()::equals)
                .isPresent();
    }
}
