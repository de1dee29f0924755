package io.vaultsnapshot.contract.bucket;

import java.time.Instant;
import java.util.Optional;

/**
 * The key of what one run of the backup job that failed says about itself: {@code runs/<cluster>/run_<yyyyMMdd_HHmmss>.json}, time in UTC.
 * It sorts by time, as keys of snapshots do. A run is one pod: Kubernetes starts another one after a failure.
 *
 * @param cluster the EKS cluster's name
 * @param startedAt when the run began, whole seconds, years 0000 to 9999
 */
public record RunKey(String cluster, Instant startedAt) implements Comparable<RunKey> {
    /** Every run's key starts with this. */
    public static final String ROOT = "runs/";

    private static final String FILE = "run_";
    private static final String SUFFIX = ".json";

    /** Checks the cluster's name and the year, and cuts the time to seconds. */
    public RunKey {
        startedAt = new SnapshotKey(cluster, startedAt).takenAt();
    }

    /** Returns whether the key names a time that has not come yet, the tolerance for clocks granted. */
    public boolean isInFuture(Instant now) {
        return startedAt.isAfter(now.plus(SnapshotKey.CLOCK_TOLERANCE));
    }

    /** Returns the key as S3 has it. */
    public String format() {
        return prefix(cluster) + FILE + SnapshotKey.timeText(startedAt) + SUFFIX;
    }

    /** Returns what the keys of all runs of a cluster start with, {@code runs/<cluster>/}. */
    public static String prefix(String cluster) {
        return ROOT + cluster + "/";
    }

    /** Returns the run that a key names, or empty when the key does not follow the grammar. */
    public static Optional<RunKey> parse(String key) {
        return SnapshotKey.parseLike(ROOT, FILE, SUFFIX, key).map(same -> new RunKey(same.cluster(), same.takenAt()));
    }

    @Override
    public int compareTo(RunKey other) {
        return format().compareTo(other.format());
    }
}
