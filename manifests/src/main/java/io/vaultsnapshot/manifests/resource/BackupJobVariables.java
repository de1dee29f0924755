package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.env.SnapshotJobEnv;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.EnumMap;
import java.util.Map;

/** The environment of the backup job's two containers. Each gets only what its own script and CLI read. */
final class BackupJobVariables {
    private BackupJobVariables() {}

    /** Returns the variables of the container that saves. */
    static Map<SnapshotJobEnv, String> forSaving(ClusterSettings cluster) {
        BackupJobTiming timing = BackupJobTiming.of(cluster.job());
        Map<SnapshotJobEnv, String> values = new EnumMap<>(SnapshotJobEnv.class);
        values.put(
                SnapshotJobEnv.VAULT_ADDR,
                cluster.get(ClusterSetting.VAULT_ADDRESS).toString());
        if (cluster.get(ClusterSetting.VAULT_CA_CONFIG_MAP).isPresent()) {
            values.put(SnapshotJobEnv.VAULT_CACERT, KubernetesNames.CA_PATH + "/" + KubernetesNames.CA_KEY);
        }
        cluster.get(ClusterSetting.VAULT_TLS_SERVER_NAME)
                .ifPresent(name -> values.put(SnapshotJobEnv.VAULT_TLS_SERVER_NAME, name));
        values.put(SnapshotJobEnv.CLI_FOLDER, KubernetesNames.CLI_PATH);
        values.put(SnapshotJobEnv.FORBIDDEN_ADDR, KubernetesNames.FORBIDDEN_ADDRESS);
        values.put(SnapshotJobEnv.VAULT_CLIENT_TIMEOUT, timing.answerSeconds() + "s");
        values.put(SnapshotJobEnv.VAULT_CLI, cluster.get(ClusterSetting.SERVER).cli());
        values.put(SnapshotJobEnv.VAULT_AUTH_MOUNT, cluster.authMount());
        values.put(SnapshotJobEnv.VAULT_ROLE, cluster.get(ClusterSetting.VAULT_ROLE));
        values.put(SnapshotJobEnv.SERVICE_ACCOUNT_TOKEN_FILE, KubernetesNames.TOKEN_FILE);
        values.put(SnapshotJobEnv.SNAPSHOT_FILE, KubernetesNames.SNAPSHOT_FILE);
        values.put(SnapshotJobEnv.SNAPSHOT_ATTEMPTS, Integer.toString(timing.attempts()));
        values.put(SnapshotJobEnv.SNAPSHOT_RETRY_SECONDS, Long.toString(timing.retrySeconds()));
        values.put(SnapshotJobEnv.HOME, KubernetesNames.TMP_PATH);
        if (cluster.drill().isPresent()) {
            values.put(SnapshotJobEnv.CANARY_PATH, DrillNames.CANARY_PATH);
        }
        return values;
    }

    /** Returns the variables of the container that uploads; EKS adds the role and its token. */
    static Map<SnapshotJobEnv, String> forUploading(SnapshotSettings settings, ClusterSettings cluster) {
        Map<SnapshotJobEnv, String> values = new EnumMap<>(SnapshotJobEnv.class);
        values.put(SnapshotJobEnv.SNAPSHOT_FILE, KubernetesNames.SNAPSHOT_FILE);
        values.put(SnapshotJobEnv.SNAPSHOT_BUCKET, settings.bucket());
        values.put(SnapshotJobEnv.SNAPSHOT_PREFIX, SnapshotKey.prefix(cluster.name()));
        values.put(SnapshotJobEnv.RUNS_PREFIX, RunKey.prefix(cluster.name()));
        values.put(SnapshotJobEnv.SNAPSHOT_KMS_ALIAS, AwsNames.keyAlias(settings.bucket()));
        values.put(SnapshotJobEnv.AWS_REGION, settings.region());
        values.put(SnapshotJobEnv.AWS_STS_REGIONAL_ENDPOINTS, "regional");
        values.put(SnapshotJobEnv.AWS_RETRY_MODE, "standard");
        values.put(SnapshotJobEnv.AWS_MAX_ATTEMPTS, "5");
        values.put(SnapshotJobEnv.AWS_EC2_METADATA_DISABLED, "true");
        if (cluster.get(ClusterSetting.AWS_CA_CONFIG_MAP).isPresent()) {
            values.put(SnapshotJobEnv.AWS_CA_BUNDLE, KubernetesNames.AWS_CA_PATH + "/" + KubernetesNames.CA_KEY);
        }
        cluster.get(ClusterSetting.HTTPS_PROXY)
                .ifPresent(proxy -> values.put(SnapshotJobEnv.HTTPS_PROXY, proxy.toString()));
        cluster.get(ClusterSetting.NO_PROXY).ifPresent(hosts -> values.put(SnapshotJobEnv.NO_PROXY, hosts));
        values.put(SnapshotJobEnv.HOME, KubernetesNames.TMP_PATH);
        return values;
    }
}
