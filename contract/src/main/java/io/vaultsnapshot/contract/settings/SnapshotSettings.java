package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.AwsPartition;
import io.vaultsnapshot.contract.retention.KeepPeriod;
import io.vaultsnapshot.contract.retention.Retention;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that an operator chooses: one bucket, one verifier, and the clusters whose snapshots they hold. Made by
 * {@link SettingsParser}, so every value has been checked.
 */
public final class SnapshotSettings {
    private final Given<SnapshotSettings> given;
    private final List<AlertSubscription> alerts;
    private final List<ClusterSettings> clusters;

    SnapshotSettings(Given<SnapshotSettings> given, List<AlertSubscription> alerts, List<ClusterSettings> clusters) {
        this.given = given;
        this.alerts = List.copyOf(alerts);
        this.clusters = List.copyOf(clusters);
    }

    /** Returns the value of a setting: the one that was given, or its default. */
    public <T> T get(FleetSetting<T> setting) {
        return given.get(setting, this);
    }

    /** Returns the AWS account, 12 digits. */
    public String account() {
        return get(FleetSetting.ACCOUNT);
    }

    /** Returns the AWS region. */
    public String region() {
        return get(FleetSetting.REGION);
    }

    /** Returns the partition that the region belongs to. */
    public AwsPartition partition() {
        return AwsPartition.of(region()).orElseThrow();
    }

    /** Returns the ARN of a resource of a service in this account and region. */
    public String arn(String service, String resource) {
        return String.join(":", "arn", partition().id(), service, region(), account(), resource);
    }

    /** Returns the name of the bucket. */
    public String bucket() {
        return get(FleetSetting.BUCKET);
    }

    /** Returns which snapshots may go, or empty when all are kept for ever. */
    public Optional<Retention> retention() {
        return get(FleetSetting.RETENTION_DAYS).map(days -> {
            Map<KeepPeriod, Integer> counts = new EnumMap<>(KeepPeriod.class);
            RetentionRules.COUNTS.forEach((period, setting) -> counts.put(period, get(setting)));
            return new Retention(days, counts, get(FleetSetting.KEEP_AT_LEAST));
        });
    }

    /** Returns where the copies of the snapshots are, or empty when there are none. */
    public Optional<ReplicaSettings> replica() {
        return get(FleetSetting.REPLICA_REGION)
                .map(region -> new ReplicaSettings(
                        get(FleetSetting.REPLICA_ACCOUNT).orElse(account()),
                        region,
                        AwsNames.replicaBucket(account(), region()),
                        get(FleetSetting.REPLICA_LAG)));
    }

    /** Returns the subscribers of the alerts; may be empty. */
    public List<AlertSubscription> alerts() {
        return alerts;
    }

    /** Returns the clusters, at least one, each with its own name and writer role. */
    public List<ClusterSettings> clusters() {
        return clusters;
    }

    /** Returns the settings of the named cluster, or empty when it is not configured. */
    public Optional<ClusterSettings> cluster(String name) {
        return clusters.stream().filter(cluster -> cluster.name().equals(name)).findFirst();
    }

    /** Returns the same settings with other clusters. */
    public SnapshotSettings withClusters(List<ClusterSettings> others) {
        return new SnapshotSettings(given, alerts, others);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SnapshotSettings settings
                && SettingsBlock.of(this).equals(SettingsBlock.of(settings));
    }

    @Override
    public int hashCode() {
        return SettingsBlock.of(this).hashCode();
    }

    @Override
    public String toString() {
        return SettingsBlock.of(this).toString();
    }
}
