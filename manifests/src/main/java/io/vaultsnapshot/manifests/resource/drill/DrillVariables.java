package io.vaultsnapshot.manifests.resource.drill;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.KmsKeyArn;
import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.env.DrillJobEnv;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.DrillSetting;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The environment of the drill's containers. Each gets only what its own script and program read. */
final class DrillVariables {
    /**
     * What the gate must not let through, to see whether it keeps its list. Every cluster has an API server under this name, and
     * the gate could reach it.
     */
    static final String FORBIDDEN_HOST = "kubernetes.default.svc:443";

    private final SnapshotSettings settings;
    private final ClusterSettings cluster;
    private final DrillTiming timing;

    DrillVariables(SnapshotSettings settings, ClusterSettings cluster) {
        this.settings = settings;
        this.cluster = cluster;
        this.timing = DrillTiming.of(cluster);
    }

    Map<DrillJobEnv, String> forIsolation() {
        Map<DrillJobEnv, String> values = common();
        putServer(values);
        values.put(DrillJobEnv.CLUSTER, cluster.name());
        values.put(
                DrillJobEnv.VAULT_ADDR,
                cluster.get(ClusterSetting.VAULT_ADDRESS).toString());
        values.put(DrillJobEnv.FORBIDDEN_HOST, FORBIDDEN_HOST);
        values.put(DrillJobEnv.ISOLATION_SECONDS, Long.toString(timing.isolation()));
        return values;
    }

    Map<DrillJobEnv, String> forFetch() {
        Map<DrillJobEnv, String> values = common();
        putAwsCli(values);
        values.put(DrillJobEnv.SNAPSHOT_FILE, KubernetesNames.SNAPSHOT_FILE);
        values.put(DrillJobEnv.SNAPSHOT_BUCKET, settings.bucket());
        values.put(DrillJobEnv.SNAPSHOT_PREFIX, SnapshotKey.prefix(cluster.name()));
        values.put(DrillJobEnv.RECORDS_PREFIX, SnapshotKey.recordPrefix(cluster.name()));
        values.put(DrillJobEnv.STATUS_KEY, StatusKey.of(cluster.name()));
        values.put(DrillJobEnv.FETCH_SECONDS, Long.toString(timing.fetch()));
        return values;
    }

    Map<DrillJobEnv, String> forRestore() {
        Map<DrillJobEnv, String> values = common();
        putServer(values);
        putAws(values);
        DrillSeal seal = DrillSeal.of(cluster);
        values.put(DrillJobEnv.SNAPSHOT_FILE, KubernetesNames.SNAPSHOT_FILE);
        values.put(DrillJobEnv.SEAL, seal.id());
        switch (seal) {
            case AWSKMS ->
                values.put(
                        DrillJobEnv.SEAL_KEY_ARNS,
                        DrillSeal.keys(cluster).stream().map(KmsKeyArn::text).collect(Collectors.joining(" ")));
            case SECRET -> values.put(DrillJobEnv.SEAL_FILE, DrillVolumes.SEAL_PATH + "/" + DrillNames.SEAL_FILE);
            case SHAMIR -> {
                if (DrillSeal.hasUnsealKeys(cluster)) {
                    values.put(DrillJobEnv.KEYS_FOLDER, DrillVolumes.KEYS_PATH);
                }
            }
        }
        values.put(DrillJobEnv.SERVER_FOLDER, DrillVolumes.SERVER_PATH);
        values.put(DrillJobEnv.RESTORE_SECONDS, Long.toString(timing.restore()));
        return values;
    }

    Map<DrillJobEnv, String> forProof() {
        Map<DrillJobEnv, String> values = common();
        putAwsCli(values);
        values.put(DrillJobEnv.CLUSTER, cluster.name());
        values.put(DrillJobEnv.SNAPSHOT_BUCKET, settings.bucket());
        values.put(DrillJobEnv.DRILLS_PREFIX, DrillKey.prefix(cluster.name()));
        values.put(DrillJobEnv.SNAPSHOT_KMS_ALIAS, AwsNames.keyAlias(settings.bucket()));
        return values;
    }

    private Map<DrillJobEnv, String> common() {
        Map<DrillJobEnv, String> values = new EnumMap<>(DrillJobEnv.class);
        values.put(DrillJobEnv.DRILL_FOLDER, DrillVolumes.DRILL_FOLDER);
        values.put(DrillJobEnv.HOME, KubernetesNames.TMP_PATH);
        cluster.get(DrillSetting.DRILL_PROXY).ifPresent(proxy -> values.put(DrillJobEnv.HTTPS_PROXY, proxy.toString()));
        return values;
    }

    private void putServer(Map<DrillJobEnv, String> values) {
        values.put(DrillJobEnv.VAULT_CLI, cluster.get(ClusterSetting.SERVER).cli());
        values.put(DrillJobEnv.CLI_FOLDER, KubernetesNames.CLI_PATH);
    }

    /** The server reads these too: its seal in KMS asks AWS. */
    private void putAws(Map<DrillJobEnv, String> values) {
        values.put(DrillJobEnv.AWS_REGION, settings.region());
        if (cluster.get(ClusterSetting.AWS_CA_CONFIG_MAP).isPresent()) {
            values.put(DrillJobEnv.AWS_CA_BUNDLE, KubernetesNames.AWS_CA_PATH + "/" + KubernetesNames.CA_KEY);
        }
    }

    private void putAwsCli(Map<DrillJobEnv, String> values) {
        putAws(values);
        values.put(DrillJobEnv.AWS_STS_REGIONAL_ENDPOINTS, "regional");
        values.put(DrillJobEnv.AWS_EC2_METADATA_DISABLED, "true");
        values.put(DrillJobEnv.AWS_RETRY_MODE, "standard");
        values.put(DrillJobEnv.AWS_MAX_ATTEMPTS, "5");
    }
}
