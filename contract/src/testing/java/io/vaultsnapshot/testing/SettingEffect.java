package io.vaultsnapshot.testing;

import static io.vaultsnapshot.testing.SettingEffect.Output.MANIFESTS;
import static io.vaultsnapshot.testing.SettingEffect.Output.TEMPLATE;
import static io.vaultsnapshot.testing.SettingEffect.Output.VERIFIER;

import io.vaultsnapshot.contract.settings.AlertSetting;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.DrillSetting;
import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.contract.settings.Setting;
import io.vaultsnapshot.contract.settings.SettingsParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A setting, a value other than its default, and the outputs that this value changes. The module of each output has a test
 * that compares the output of {@link #before()} with that of {@link #after()}. A test in contract fails for a setting
 * without an entry here: such a setting would do nothing.
 *
 * @param setting the setting
 * @param value a value in JSON that is allowed and is not the default
 * @param outputs the outputs that change
 */
public record SettingEffect(Setting<?, ?> setting, Object value, Set<Output> outputs) {
    /** What settings can change. */
    public enum Output {
        /** The files of {@code ./vault-snapshot manifests}, {@code configure-vault.sh} included. */
        MANIFESTS,
        /** The CloudFormation template, or that there is none since the settings are refused. */
        TEMPLATE,
        /** What the verifier decides and publishes: statuses, records, alerts, metrics. */
        VERIFIER
    }

    private static final String KEY =
            "arn:aws:kms:eu-north-1:111122223333:key/11111111-2222-3333-4444-555555555555";

    private static final List<SettingEffect> ALL = List.of(
            of(FleetSetting.ACCOUNT, "999999999999", MANIFESTS, TEMPLATE),
            of(FleetSetting.REGION, "eu-central-1", MANIFESTS, TEMPLATE),
            of(FleetSetting.BUCKET, "bucket-of-ours", MANIFESTS, TEMPLATE),
            of(FleetSetting.RUNBOOK, "https://wiki.example.com/runbook", TEMPLATE, VERIFIER),
            of(FleetSetting.ALLOW_NO_SUBSCRIBERS, true, TEMPLATE),
            of(FleetSetting.RECORD_SIGNING_KEY_ARN, KEY, TEMPLATE),
            of(FleetSetting.RESTORERS, "arn:aws:iam::111122223333:user/on-call", TEMPLATE),
            of(FleetSetting.AUDITORS, "arn:aws:iam::444455556666:role/audit", TEMPLATE),
            of(FleetSetting.PERMISSIONS_BOUNDARY, "arn:aws:iam::111122223333:policy/boundary", TEMPLATE),
            of(FleetSetting.ROLE_PATH, "/backup/", MANIFESTS, TEMPLATE),
            of(FleetSetting.TAGS, "team=platform,cost-centre=42", TEMPLATE),
            of(FleetSetting.BOOTSTRAP_QUALIFIER, "backup", TEMPLATE),
            of(FleetSetting.LOCK_DAYS, 290, TEMPLATE),
            of(FleetSetting.LOCK_MODE, "compliance", TEMPLATE),
            of(FleetSetting.ACCESS_LOG_BUCKET, "logs-of-ours", TEMPLATE),
            of(FleetSetting.RETENTION_DAYS, 400, TEMPLATE, VERIFIER),
            of(FleetSetting.KEEP_HOURLY, 9900, VERIFIER),
            of(FleetSetting.KEEP_DAILY, 410, VERIFIER),
            of(FleetSetting.KEEP_WEEKLY, 60, VERIFIER),
            of(FleetSetting.KEEP_MONTHLY, 14, VERIFIER),
            of(FleetSetting.KEEP_YEARLY, 2, VERIFIER),
            of(FleetSetting.KEEP_AT_LEAST, 1300, VERIFIER),
            of(FleetSetting.REPLICA_REGION, "eu-south-1", TEMPLATE),
            of(FleetSetting.REPLICA_ACCOUNT, "444455556666", TEMPLATE),
            of(FleetSetting.REPLICA_LAG, 7, VERIFIER),
            of(FleetSetting.REPLICA_TIME_CONTROL, true, TEMPLATE),
            of(AlertSetting.PROTOCOL, "https", TEMPLATE),
            of(AlertSetting.ENDPOINT, "ops@example.com", TEMPLATE),
            of(ClusterSetting.NAME, "stage_2", MANIFESTS, TEMPLATE, VERIFIER),
            of(ClusterSetting.EKS_CLUSTER_NAME, "eks-of-stage", TEMPLATE),
            of(ClusterSetting.ACCOUNT, "444455556666", TEMPLATE),
            of(ClusterSetting.REGION, "eu-west-1", TEMPLATE),
            of(ClusterSetting.GROUP, "staging", TEMPLATE, VERIFIER),
            of(ClusterSetting.OIDC_ISSUER, "https://oidc.eks.eu-north-1.amazonaws.com/id/0A1B2C", TEMPLATE),
            of(ClusterSetting.IDENTITY, "pod-identity", MANIFESTS, TEMPLATE),
            of(ClusterSetting.WRITER_ROLE, "snapshotter-of.stage", MANIFESTS, TEMPLATE),
            of(ClusterSetting.NAMESPACE, "backup", MANIFESTS, TEMPLATE),
            of(ClusterSetting.SERVICE_ACCOUNT, "taker", MANIFESTS, TEMPLATE),
            of(ClusterSetting.SCHEDULE, "*/30 0-6 1,15 jan-jun *", MANIFESTS, TEMPLATE, VERIFIER),
            of(ClusterSetting.TIME_ZONE, "Asia/Tokyo", MANIFESTS, VERIFIER),
            of(ClusterSetting.STARTING_DEADLINE, 7200, MANIFESTS, VERIFIER),
            of(ClusterSetting.JOB_DEADLINE, 7200, MANIFESTS, VERIFIER),
            of(ClusterSetting.RPO, 6000, TEMPLATE, VERIFIER),
            of(ClusterSetting.PROOF_LEVEL, "intact", TEMPLATE, VERIFIER),
            of(ClusterSetting.PAUSED_UNTIL, "2026-12-24T06:00:00Z", VERIFIER),
            of(ClusterSetting.SUCCESSFUL_JOBS_HISTORY_LIMIT, 1, MANIFESTS),
            of(ClusterSetting.FAILED_JOBS_HISTORY_LIMIT, 2, MANIFESTS),
            of(ClusterSetting.SHARE_SIZE_MIB, 6000, MANIFESTS, TEMPLATE),
            of(ClusterSetting.AWS_CLI_IMAGE, "localhost:5000/aws-cli:2.31.1", MANIFESTS),
            of(ClusterSetting.HTTPS_PROXY, "http://proxy.corp:3128", MANIFESTS),
            of(ClusterSetting.NO_PROXY, ".vpce.amazonaws.com,10.0.0.0/8", MANIFESTS),
            of(ClusterSetting.AWS_CA_CONFIG_MAP, "corp-ca", MANIFESTS),
            of(ClusterSetting.SERVER, "openbao", MANIFESTS),
            of(ClusterSetting.VAULT_ADDRESS, "https://bao.bao.svc:8200", MANIFESTS),
            of(ClusterSetting.VAULT_POD_PORT, 8300, MANIFESTS),
            of(ClusterSetting.VAULT_TLS_SERVER_NAME, "vault.internal", MANIFESTS),
            of(ClusterSetting.VAULT_CA_CONFIG_MAP, "bao-ca", MANIFESTS),
            of(ClusterSetting.VAULT_IMAGE, "quay.io/openbao/openbao@sha256:" + "0a".repeat(32), MANIFESTS),
            of(ClusterSetting.VAULT_ROLE, "taker-role", MANIFESTS),
            of(ClusterSetting.VAULT_POLICY, "taker-policy", MANIFESTS),
            of(ClusterSetting.VAULT_AUDIENCE, "https://bao.example.com/", MANIFESTS),
            of(ClusterSetting.TOKEN_TTL, 1800, MANIFESTS),
            of(ClusterSetting.TOKEN_REVIEWER, "secret", MANIFESTS),
            of(ClusterSetting.KUBERNETES_HOST, "https://10.0.0.1:6443", MANIFESTS),
            of(ClusterSetting.SEAL_KEY_ARNS, KEY + "," + KEY.replace("north", "west"), MANIFESTS, TEMPLATE, VERIFIER),
            of(ClusterSetting.MASS_DELETION_PERCENT, 64, VERIFIER),
            of(ClusterSetting.IMAGE_POLICY, true, MANIFESTS),
            of(DrillSetting.DRILL_SCHEDULE, "0 5 1 * *", MANIFESTS, TEMPLATE, VERIFIER),
            of(DrillSetting.RESTORED_WITHIN, 40, TEMPLATE, VERIFIER),
            of(DrillSetting.DRILL_UNSEAL, "none", MANIFESTS, TEMPLATE, VERIFIER),
            of(DrillSetting.DRILL_IMAGE, "localhost:5000/vault:1.21.4", MANIFESTS),
            of(DrillSetting.DRILL_PROXY, "http://10.0.0.9:3128", MANIFESTS),
            of(DrillSetting.DRILL_GATE_IMAGE, "localhost:5000/squid:6.13", MANIFESTS),
            of(DrillSetting.DRILL_SEAL_ADDRESS, "https://transit.example.com:8200", MANIFESTS),
            of(DrillSetting.DRILL_AUDIT_FOLDERS, "/var/log/vault,/vault/audit", MANIFESTS));

    /** Copies the set. */
    public SettingEffect {
        outputs = Set.copyOf(outputs);
    }

    private static SettingEffect of(Setting<?, ?> setting, Object value, Output... outputs) {
        return new SettingEffect(setting, value, Set.of(outputs));
    }

    /** Returns all of them. */
    public static List<SettingEffect> all() {
        return ALL;
    }

    /** Returns those that change an output. */
    public static Stream<SettingEffect> on(Output output) {
        return ALL.stream().filter(each -> each.outputs.contains(output));
    }

    /** Returns a settings block in which the setting is not at the value. */
    public Map<String, Object> before() {
        // With a subscriber it makes no difference whether none would be allowed.
        return setting == FleetSetting.ALLOW_NO_SUBSCRIBERS ? block(cluster(), List.of()) : block();
    }

    /** Returns the same block with the setting at the value. */
    public Map<String, Object> after() {
        if (setting instanceof ClusterSetting<?>) {
            return block(with(cluster()), List.of(alert()));
        }
        return setting instanceof AlertSetting<?> ? block(cluster(), List.of(with(alert()))) : with(before());
    }

    /** Returns the block from which nearly all of them start. */
    public static Map<String, Object> block() {
        return block(cluster(), List.of(alert()));
    }

    /** Returns that block with all values that are not said to change an output; it must stay the same. */
    public static Map<String, Object> blockWithoutEffectOn(Output output) {
        Map<String, Object> cluster = cluster();
        Map<String, Object> fleet = new LinkedHashMap<>();
        for (SettingEffect each : ALL) {
            boolean ofCluster = each.setting instanceof ClusterSetting<?>;
            // A cluster elsewhere cannot have the one. The other contradicts the region of the bucket.
            if (each.setting == ClusterSetting.IDENTITY
                    || (each.setting == ClusterSetting.REGION && fleet.containsKey(FleetSetting.REGION.key()))) {
                continue;
            }
            if (!each.outputs.contains(output) && !(each.setting instanceof AlertSetting<?>)) {
                (ofCluster ? cluster : fleet).put(each.setting.key(), each.value);
            }
        }
        Map<String, Object> block = block(cluster, List.of(alert()));
        block.putAll(fleet);
        return block;
    }

    private Map<String, Object> with(Map<String, Object> object) {
        Map<String, Object> changed = new LinkedHashMap<>(object);
        changed.put(setting.key(), value);
        return changed;
    }

    private static Map<String, Object> block(Map<String, Object> cluster, List<Map<String, Object>> alerts) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put(FleetSetting.ACCOUNT.key(), "111122223333");
        block.put(FleetSetting.REGION.key(), "eu-north-1");
        // Without this, its account and limit are refused.
        block.put(FleetSetting.REPLICA_REGION.key(), "eu-west-1");
        // Without it, the counts are refused.
        block.put(FleetSetting.RETENTION_DAYS.key(), 300);
        block.put(SettingsParser.CLUSTERS, List.of(cluster));
        block.put(SettingsParser.ALERTS, alerts);
        return block;
    }

    /** An address that two protocols accept, so that each of the two settings can change alone. */
    private static Map<String, Object> alert() {
        return Map.of(
                AlertSetting.PROTOCOL.key(), "email", AlertSetting.ENDPOINT.key(), "https://hook@alerts.example.com");
    }

    /**
     * Without an issuer, synth would look it up. Without a host, the settings refuse the other token reviewer,
     * and without TLS what belongs to it. Without a drill, its other settings would change nothing.
     */
    private static Map<String, Object> cluster() {
        return new LinkedHashMap<>(Map.of(
                ClusterSetting.NAME.key(), "prod",
                DrillSetting.DRILL_SCHEDULE.key(), "0 4 * * 0",
                ClusterSetting.OIDC_ISSUER.key(), "https://oidc.eks.eu-north-1.amazonaws.com/id/EXAMPLE",
                ClusterSetting.KUBERNETES_HOST.key(), "https://10.0.0.2:6443",
                ClusterSetting.VAULT_ADDRESS.key(), "https://vault.vault.svc:8200"));
    }

    @Override
    public String toString() {
        return setting + " = " + value;
    }
}
