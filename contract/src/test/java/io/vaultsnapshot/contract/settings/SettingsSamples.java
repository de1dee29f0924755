package io.vaultsnapshot.contract.settings;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings blocks to start from. */
final class SettingsSamples {
    /** An allowed value for every key of a cluster, none of them its default. */
    static final Map<ClusterSetting, Object> OTHER_THAN_DEFAULT = new EnumMap<>(Map.ofEntries(
            Map.entry(ClusterSetting.NAME, "stage_2"),
            Map.entry(ClusterSetting.GROUP, "staging"),
            Map.entry(ClusterSetting.OIDC_ISSUER, "https://oidc.eks.eu-north-1.amazonaws.com/id/0A1B2C"),
            Map.entry(ClusterSetting.WRITER_ROLE, "snapshotter-of.stage"),
            Map.entry(ClusterSetting.NAMESPACE, "backup"),
            Map.entry(ClusterSetting.SERVICE_ACCOUNT, "taker"),
            Map.entry(ClusterSetting.SCHEDULE, "*/30 0-6 1,15 jan-jun *"),
            Map.entry(ClusterSetting.TIME_ZONE, "Europe/Helsinki"),
            Map.entry(ClusterSetting.STARTING_DEADLINE_SECONDS, 61),
            Map.entry(ClusterSetting.JOB_DEADLINE_SECONDS, 62),
            Map.entry(ClusterSetting.RPO_HOURS, 6000),
            Map.entry(ClusterSetting.PROOF_LEVEL, "intact"),
            Map.entry(ClusterSetting.DRILL_SCHEDULE, "0 4 * * sun"),
            Map.entry(ClusterSetting.RESTORED_WITHIN_DAYS, 9),
            Map.entry(ClusterSetting.PAUSED_UNTIL, "2026-12-24T06:00:00Z"),
            Map.entry(ClusterSetting.SUCCESSFUL_JOBS_HISTORY_LIMIT, 1),
            Map.entry(ClusterSetting.FAILED_JOBS_HISTORY_LIMIT, 2),
            Map.entry(ClusterSetting.SHARE_SIZE_MIB, 17),
            Map.entry(ClusterSetting.AWS_CLI_IMAGE, "localhost:5000/aws-cli:2.31.1"),
            Map.entry(ClusterSetting.SERVER, "openbao"),
            Map.entry(ClusterSetting.VAULT_ADDRESS, "https://bao.bao.svc:8200"),
            Map.entry(ClusterSetting.VAULT_CA_CONFIG_MAP, "bao-ca"),
            Map.entry(ClusterSetting.VAULT_IMAGE, "quay.io/openbao/openbao@sha256:" + "0a".repeat(32)),
            Map.entry(ClusterSetting.VAULT_ROLE, "taker-role"),
            Map.entry(ClusterSetting.VAULT_POLICY, "taker-policy"),
            Map.entry(ClusterSetting.VAULT_AUDIENCE, "https://bao.example.com/"),
            Map.entry(ClusterSetting.TOKEN_TTL_SECONDS, 63),
            Map.entry(ClusterSetting.TOKEN_REVIEWER, "secret"),
            Map.entry(ClusterSetting.KUBERNETES_HOST, "https://10.0.0.1:6443"),
            Map.entry(
                    ClusterSetting.SEAL_KEY_ARNS,
                    "arn:aws:kms:eu-north-1:123456789012:key/1a,"
                            + "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/mrk-2b"),
            Map.entry(ClusterSetting.MASS_DELETION_PERCENT, 64)));

    private SettingsSamples() {}

    /** Returns the smallest block there is. */
    static Map<String, Object> minimal() {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("account", "123456789012");
        block.put("region", "eu-north-1");
        block.put("clusters", List.of(Map.of("name", "prod")));
        return block;
    }

    /** Returns the smallest block with one more key in its cluster. */
    static Map<String, Object> withCluster(String key, Object value) {
        Map<String, Object> cluster = new LinkedHashMap<>();
        cluster.put("name", "prod");
        cluster.put(key, value);
        Map<String, Object> block = minimal();
        block.put("clusters", List.of(cluster));
        return block;
    }

    static Map<String, Object> everyKeyOtherThanDefault() {
        Map<String, Object> cluster = new LinkedHashMap<>();
        OTHER_THAN_DEFAULT.forEach((key, value) -> cluster.put(key.key(), value));
        Map<String, Object> block = minimal();
        block.put("clusters", List.of(cluster));
        return block;
    }
}
