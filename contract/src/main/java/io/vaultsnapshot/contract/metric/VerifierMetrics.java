package io.vaultsnapshot.contract.metric;

import io.vaultsnapshot.contract.health.ProofLevel;
import java.util.Optional;

/** The metrics that the verifier emits and the alarms read. Names are CloudWatch's, so they are upper camel case. */
public enum VerifierMetrics {
    /** 1 for every finished sweep: its absence says that the verifier itself is dead. */
    SWEEP_COMPLETED("SweepCompleted", "Count"),
    /** Clusters in the settings. */
    CLUSTERS("Clusters", "Count"),
    /** Clusters that are not healthy. */
    CLUSTERS_NOT_HEALTHY("ClustersNotHealthy", "Count"),
    /** Alerts published in the run: messages to people. */
    ALERTS_PUBLISHED("AlertsPublished", "Count"),
    /** Snapshots verified in the run. */
    SNAPSHOTS_VERIFIED("SnapshotsVerified", "Count"),
    /** Bytes read for that. */
    BYTES_VERIFIED("BytesVerified", "Bytes"),
    /** Findings of any severity in the run. */
    FINDINGS("Findings", "Count"),
    /** How long the run took. */
    RUN_DURATION("RunDuration", "Milliseconds"),
    /** 1 when the native crypto library could not be loaded and the JDK computes hashes and TLS, several times slower. */
    SLOW_CRYPTO("SlowCrypto", "Count"),

    /** Proofs of restore drills judged in the run. */
    DRILLS_VERIFIED("DrillsVerified", "Count"),

    /** Snapshots of which the run decided that they may go. */
    SNAPSHOTS_SUPERSEDED("SnapshotsSuperseded", "Count"),
    /** Snapshots of which it decided that they may go no longer. */
    SNAPSHOTS_RELEASED("SnapshotsReleased", "Count"),

    /** Counted by state: the clusters that are in it. */
    CLUSTERS_IN_STATE("ClustersInState", "Count"),

    /** Counted by group: the age of the group's oldest newest snapshot. */
    AGE_PRESENT("AgePresent", "Seconds"),
    /** Counted by group: the age of the group's oldest newest intact snapshot, its actual recovery point. */
    AGE_INTACT("AgeIntact", "Seconds"),
    /** Counted by group: the same for snapshots that can be unsealed. */
    AGE_UNSEALABLE("AgeUnsealable", "Seconds"),
    /** Counted by group: the age of the group's oldest newest good restore drill. */
    AGE_RESTORED("AgeRestored", "Seconds"),
    /** Counted by group: the part of its deadline that the worst cluster's newest snapshot has used up. */
    DEADLINE_PRESENT("DeadlineUsedPresent", "Percent"),
    /** Counted by group: the same for intact snapshots. */
    DEADLINE_INTACT("DeadlineUsedIntact", "Percent"),
    /** Counted by group: the same for snapshots that can be unsealed. */
    DEADLINE_UNSEALABLE("DeadlineUsedUnsealable", "Percent"),
    /** Counted by group: the same for restore drills. */
    DEADLINE_RESTORED("DeadlineUsedRestored", "Percent"),

    /** Counted by cluster: the size of a snapshot that arrived. */
    SNAPSHOT_SIZE("SnapshotSize", "Bytes"),
    /** Counted by cluster: how long verifying it took. */
    VERIFICATION_DURATION("VerificationDuration", "Milliseconds"),
    /** Counted by cluster: what was found in it. */
    SNAPSHOT_FINDINGS("SnapshotFindings", "Count");

    /** The CloudWatch namespace of all of them. */
    public static final String NAMESPACE = "VaultSnapshot";
    /** Every deadline's alarm rings above this. */
    public static final int DEADLINE_PASSED_PERCENT = 100;
    /** The dimension that all have: which bucket's verifier this is. */
    public static final String BUCKET_DIMENSION = "Bucket";

    private final String metric;
    private final String unit;

    VerifierMetrics(String metric, String unit) {
        this.metric = metric;
        this.unit = unit;
    }

    /** Returns the age of proofs of a level, or empty for a level that the verifier does not show. */
    public static Optional<VerifierMetrics> ageOf(ProofLevel level) {
        return switch (level) {
            case NONE -> Optional.empty();
            case PRESENT -> Optional.of(AGE_PRESENT);
            case INTACT -> Optional.of(AGE_INTACT);
            case UNSEALABLE -> Optional.of(AGE_UNSEALABLE);
            case RESTORED -> Optional.of(AGE_RESTORED);
        };
    }

    /** Returns the used part of a level's deadline, or empty for a level without one. */
    public static Optional<VerifierMetrics> deadlineOf(ProofLevel level) {
        return switch (level) {
            case NONE -> Optional.empty();
            case PRESENT -> Optional.of(DEADLINE_PRESENT);
            case INTACT -> Optional.of(DEADLINE_INTACT);
            case UNSEALABLE -> Optional.of(DEADLINE_UNSEALABLE);
            case RESTORED -> Optional.of(DEADLINE_RESTORED);
        };
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
