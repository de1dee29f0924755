package io.vaultsnapshot.contract.settings;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything an operator chooses: one bucket, one verifier, and the clusters whose snapshots they hold.
 *
 * @param account AWS account, 12 digits
 * @param region AWS region
 * @param bucket name of the bucket
 * @param retention how long snapshots are kept and locked
 * @param alerts who gets the alerts
 * @param alerting what else was chosen about alerts
 * @param recordSigningKeyArn the KMS key that signs records, or null when they are not signed
 * @param clusters the clusters, at least one, each with its own name and writer role
 */
public record SnapshotSettings(
        String account,
        String region,
        String bucket,
        RetentionSettings retention,
        List<AlertSubscription> alerts,
        AlertingSettings alerting,
        @Nullable String recordSigningKeyArn,
        List<ClusterSettings> clusters) {
    /** Checks every value against its key's form. */
    public SnapshotSettings {
        FleetSetting.ACCOUNT.check(account);
        FleetSetting.REGION.check(region);
        FleetSetting.BUCKET.check(bucket);
        if (recordSigningKeyArn != null) {
            FleetSetting.RECORD_SIGNING_KEY_ARN.check(recordSigningKeyArn);
        }
        alerts = List.copyOf(alerts);
        clusters = List.copyOf(clusters);
    }

    /** Creates settings of a fleet whose records are not signed. */
    public SnapshotSettings(
            String account,
            String region,
            String bucket,
            RetentionSettings retention,
            List<AlertSubscription> alerts,
            AlertingSettings alerting,
            List<ClusterSettings> clusters) {
        this(account, region, bucket, retention, alerts, alerting, null, clusters);
    }

    /** Returns the settings of the named cluster, or empty when it is not configured. */
    public Optional<ClusterSettings> cluster(String name) {
        return clusters.stream().filter(cluster -> cluster.name().equals(name)).findFirst();
    }
}
