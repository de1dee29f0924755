package io.vaultsnapshot.manifests.resource.drill;

import io.vaultsnapshot.contract.env.DrillJobEnv;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.manifests.resource.Mebibytes;
import io.vaultsnapshot.manifests.resource.RestrictedContainer;
import io.vaultsnapshot.manifests.scripts.Script;
import java.util.List;
import java.util.Map;
import org.cdk8s.plus25.k8s.Container;
import org.cdk8s.plus25.k8s.VolumeMount;

/** The drill's containers. Each runs to its end before the next one starts. */
final class DrillContainers {
    private static final String[] MEMORY = {"128Mi", "512Mi"};
    /** A server with its database, whose pages the kernel counts too and gives back when others need them. */
    private static final String[] SERVER_MEMORY = {"512Mi", "2Gi"};

    private final ClusterSettings cluster;
    private final DrillVariables variables;
    private final DrillVolumes volumes;

    DrillContainers(SnapshotSettings settings, ClusterSettings cluster, DrillVolumes volumes) {
        this.cluster = cluster;
        this.variables = new DrillVariables(settings, cluster);
        this.volumes = volumes;
    }

    List<Container> initContainers() {
        return List.of(isolation(), fetch(), restore());
    }

    private Container isolation() {
        return container(Script.PROVE_ISOLATION, variables.forIsolation(), volumes.forIsolation(), MEMORY)
                .name(DrillNames.ISOLATION_CONTAINER)
                .image(cluster.get(ClusterSetting.DRILL_IMAGE))
                .build();
    }

    private Container fetch() {
        return container(Script.FETCH_SNAPSHOT, variables.forFetch(), volumes.forAws(), MEMORY)
                .name(DrillNames.FETCH_CONTAINER)
                .image(cluster.get(ClusterSetting.AWS_CLI_IMAGE))
                .build();
    }

    private Container restore() {
        return container(Script.RESTORE_SNAPSHOT, variables.forRestore(), volumes.forRestore(), SERVER_MEMORY)
                .name(DrillNames.RESTORE_CONTAINER)
                .image(cluster.get(ClusterSetting.DRILL_IMAGE))
                .build();
    }

    /** Returns the container that always runs: a step that fails leaves its result and does not fail the pod. */
    Container proof() {
        return container(Script.WRITE_PROOF, variables.forProof(), volumes.forAws(), MEMORY)
                .name(DrillNames.PROOF_CONTAINER)
                .image(cluster.get(ClusterSetting.AWS_CLI_IMAGE))
                .build();
    }

    private Container.Builder container(
            Script script, Map<DrillJobEnv, String> environment, List<VolumeMount> mounts, String[] memory) {
        return RestrictedContainer.running(script)
                .env(RestrictedContainer.environment(environment))
                .volumeMounts(mounts)
                .resources(RestrictedContainer.resources(memory, Mebibytes.quantity(volumes.writableMiB())));
    }
}
