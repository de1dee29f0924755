package io.vaultsnapshot.contract.settings;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns settings back into the block that {@link SettingsParser} reads, with every default spelt out. */
public final class SettingsBlock {
    private SettingsBlock() {}

    /** Returns the block: maps, lists, texts and numbers in a fixed order. */
    public static Map<String, Object> of(SnapshotSettings settings) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put(FleetSetting.ACCOUNT.key(), settings.account());
        block.put(FleetSetting.REGION.key(), settings.region());
        block.put(FleetSetting.BUCKET.key(), settings.bucket());
        putIfPresent(block, FleetSetting.RETENTION_DAYS, settings.retention().retentionDays());
        putIfPresent(block, FleetSetting.LOCK_DAYS, settings.retention().lockDays());
        block.put(FleetSetting.RUNBOOK.key(), settings.alerting().runbook());
        block.put(FleetSetting.NOBODY_IS_TOLD.key(), settings.alerting().nobodyIsTold());
        putIfPresent(block, FleetSetting.RECORD_SIGNING_KEY_ARN, settings.recordSigningKeyArn());
        block.put(
                SettingsParser.ALERTS,
                settings.alerts().stream().map(SettingsBlock::alert).toList());
        block.put(
                SettingsParser.CLUSTERS,
                settings.clusters().stream().map(SettingsBlock::cluster).toList());
        return block;
    }

    private static Map<String, Object> alert(AlertSubscription alert) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put(AlertSetting.PROTOCOL.key(), alert.protocol().id());
        block.put(AlertSetting.ENDPOINT.key(), alert.endpoint());
        return block;
    }

    private static Map<String, Object> cluster(ClusterSettings cluster) {
        Map<String, Object> block = new LinkedHashMap<>();
        for (ClusterSetting key : List.of(ClusterSetting.values())) {
            putIfPresent(block, key, value(key, cluster));
        }
        return block;
    }

    private static void putIfPresent(Map<String, Object> block, Setting key, @Nullable Object value) {
        if (value != null) {
            block.put(key.key(), value);
        }
    }

    private static @Nullable Object value(ClusterSetting key, ClusterSettings cluster) {
        BackupJobSettings job = cluster.job();
        RecoverySettings recovery = cluster.recovery();
        VaultSettings vault = cluster.vault();
        return switch (key) {
            case NAME -> cluster.name();
            case GROUP -> cluster.group();
            case OIDC_ISSUER -> cluster.oidcIssuer();
            case WRITER_ROLE -> cluster.writerRole();
            case NAMESPACE -> cluster.serviceAccount().namespace();
            case SERVICE_ACCOUNT -> cluster.serviceAccount().name();
            case SCHEDULE -> job.schedule();
            case TIME_ZONE -> job.timeZone();
            case STARTING_DEADLINE_SECONDS -> (int) job.startingDeadline().toSeconds();
            case JOB_DEADLINE_SECONDS -> (int) job.jobDeadline().toSeconds();
            case RPO_HOURS -> (int) recovery.rpo().toHours();
            case PROOF_LEVEL -> recovery.proofLevel().id();
            case DRILL_SCHEDULE -> recovery.drillSchedule();
            case RESTORED_WITHIN_DAYS -> days(recovery.restoredWithin());
            case PAUSED_UNTIL -> text(recovery.pausedUntil());
            case SUCCESSFUL_JOBS_HISTORY_LIMIT -> job.successfulJobsHistoryLimit();
            case FAILED_JOBS_HISTORY_LIMIT -> job.failedJobsHistoryLimit();
            case SHARE_SIZE_MIB -> job.shareSizeMiB();
            case AWS_CLI_IMAGE -> job.awsCliImage();
            case SERVER -> vault.server().id();
            case VAULT_ADDRESS -> vault.address();
            case VAULT_CA_CONFIG_MAP -> vault.caConfigMap();
            case VAULT_IMAGE -> vault.image();
            case VAULT_ROLE -> vault.role();
            case VAULT_POLICY -> vault.policy();
            case VAULT_AUDIENCE -> vault.audience();
            case TOKEN_TTL_SECONDS -> (int) vault.tokenTtl().toSeconds();
            case TOKEN_REVIEWER -> vault.tokenReviewer().id();
            case KUBERNETES_HOST -> vault.kubernetesHost();
            case SEAL_KEY_ARNS ->
                cluster.sealKeyArns().isEmpty() ? null : cluster.trust().sealKeyArnsText();
            case MASS_DELETION_PERCENT -> cluster.trust().massDeletionPercent();
        };
    }

    private static @Nullable Integer days(@Nullable Duration duration) {
        return duration == null ? null : (int) duration.toDays();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
