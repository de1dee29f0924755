package io.vaultsnapshot.contract;

/** The metrics that the verifier emits and the alarms read. Names are CloudWatch's, so they are upper camel case. */
public enum VerifierMetrics {
    /** 1 for every finished sweep: its absence says that the verifier itself is dead. */
    SWEEP_COMPLETED("SweepCompleted", "Count"),
    /** Clusters in the settings. */
    CLUSTERS("Clusters", "Count"),
    /** Clusters that are not healthy. */
    CLUSTERS_NOT_HEALTHY("ClustersNotHealthy", "Count"),
    /** Clusters that a sweep read or listed something for: its cost beyond the listing of the statuses. */
    CLUSTERS_LOOKED_AT("ClustersLookedAt", "Count"),
    /** Alerts published in the run. */
    ALERTS_PUBLISHED("AlertsPublished", "Count"),
    /** Snapshots verified in the run. */
    SNAPSHOTS_VERIFIED("SnapshotsVerified", "Count"),
    /** Bytes read for that. */
    BYTES_VERIFIED("BytesVerified", "Bytes"),
    /** Findings of any severity in the run. */
    FINDINGS("Findings", "Count"),
    /** How long the run took. */
    RUN_DURATION("RunDuration", "Milliseconds");

    /** The CloudWatch namespace of all of them. */
    public static final String NAMESPACE = "VaultSnapshot";
    /** The one dimension: which bucket's verifier this is. */
    public static final String BUCKET_DIMENSION = "Bucket";

    private final String metric;
    private final String unit;

    VerifierMetrics(String metric, String unit) {
        this.metric = metric;
        this.unit = unit;
    }

    /** Returns the metric's name in CloudWatch. */
    public String metric() {
        return metric;
    }

    /** Returns CloudWatch's name of the unit. */
    public String unit() {
        return unit;
    }
}
