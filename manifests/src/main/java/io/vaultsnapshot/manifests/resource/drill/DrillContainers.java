package io.vaultsnapshot.manifests.resource.drill;

import io.vaultsnapshot.contract.env.DrillJobEnv;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.DrillSetting;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.manifests.resource.RestrictedContainer;
import io.vaultsnapshot.manifests.scripts.Script;
import java.util.List;
import java.util.Map;
import org.cdk8s.plus25.k8s.Container;
import org.cdk8s.plus25.k8s.VolumeMount;

/** The drill's containers. Each runs to its end before the next one starts. */
final class DrillContainers {
    private static final int REQUEST_MIB = 128;
    private static final int LIMIT_MIB = 512;
    private static final int SERVER_REQUEST_MIB = 512;
    /** A server keeps what it restores in memory: OpenBao 2.6.2 took 3.6 times the snapshot (300 MB, 1,084 MB). */
    private static final int MEMORY_OF_SNAPSHOTS = 4;

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
        return container(Script.PROVE_ISOLATION, variables.forIsolation(), volumes.forIsolation(), LIMIT_MIB)
                .name(DrillNames.ISOLATION_CONTAINER)
                .image(cluster.get(DrillSetting.DRILL_IMAGE))
                .build();
    }

    private Container fetch() {
        return container(Script.FETCH_SNAPSHOT, variables.forFetch(), volumes.forAws(), LIMIT_MIB)
                .name(DrillNames.FETCH_CONTAINER)
                .image(cluster.get(ClusterSetting.AWS_CLI_IMAGE))
                .build();
    }

    private Container restore() {
        return container(Script.RESTORE_SNAPSHOT, variables.forRestore(), volumes.forRestore(), serverLimitMiB())
                .name(DrillNames.RESTORE_CONTAINER)
                .image(cluster.get(DrillSetting.DRILL_IMAGE))
                .build();
    }

    /** Returns the container that always runs: a step that fails leaves its result and does not fail the pod. */
    Container proof() {
        return container(Script.WRITE_PROOF, variables.forProof(), volumes.forAws(), LIMIT_MIB)
                .name(DrillNames.PROOF_CONTAINER)
                .image(cluster.get(ClusterSetting.AWS_CLI_IMAGE))
                .build();
    }

    private int serverLimitMiB() {
        return SERVER_REQUEST_MIB + MEMORY_OF_SNAPSHOTS * cluster.get(ClusterSetting.SHARE_SIZE_MIB);
    }

    private Container.Builder container(
            Script script, Map<DrillJobEnv, String> environment, List<VolumeMount> mounts, int limitMiB) {
        return RestrictedContainer.running(script)
                .env(RestrictedContainer.environment(environment))
                .volumeMounts(mounts)
                .resources(RestrictedContainer.resources(
                        limitMiB == LIMIT_MIB ? REQUEST_MIB : SERVER_REQUEST_MIB, limitMiB, volumes.writableMiB()));
    }
}
