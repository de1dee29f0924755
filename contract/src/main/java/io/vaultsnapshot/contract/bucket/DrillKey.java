package io.vaultsnapshot.contract.bucket;

import java.time.Instant;
import java.util.Optional;

/**
 * The key of one drill's proof in the bucket: {@code drills/<cluster>/drill_<yyyyMMdd_HHmmss>.json}, time in UTC. It sorts
 * by time, as keys of snapshots do.
 *
 * @param cluster the EKS cluster's name
 * @param startedAt when the drill began, whole seconds, years 0000 to 9999
 */
public record DrillKey(String cluster, Instant startedAt) implements RecordKey, Comparable<DrillKey> {
    /** Every proof's key starts with this. */
    public static final String ROOT = "drills/";

    private static final String FILE = "drill_";
    private static final String SUFFIX = ".json";

    /** Checks the cluster's name and the year, and cuts the time to seconds. */
    public DrillKey {
        startedAt = new SnapshotKey(cluster, startedAt).takenAt();
    }

    /** Returns whether the key names a time that has not come yet, the tolerance for clocks granted. */
    public boolean isInFuture(Instant now) {
        return startedAt.isAfter(now.plus(SnapshotKey.CLOCK_TOLERANCE));
    }

    @Override
    public String format() {
        return prefix(cluster) + fileName();
    }

    @Override
    public String recordKey() {
        return SnapshotKey.recordPrefix(cluster) + fileName();
    }

    /** Returns what the keys of all proofs of a cluster start with, {@code drills/<cluster>/}. */
    public static String prefix(String cluster) {
        return ROOT + cluster + "/";
    }

    /** Returns the drill that a proof's key names, or empty when the key does not follow the grammar. */
    public static Optional<DrillKey> parse(String key) {
        return parse(ROOT, key);
    }

    /** Returns the drill whose record has that key, or empty for any other key. */
    public static Optional<DrillKey> ofRecord(String key) {
        return parse(SnapshotKey.RECORD_ROOT, key);
    }

    private static Optional<DrillKey> parse(String root, String key) {
        return SnapshotKey.parseLike(root, FILE, SUFFIX, key).map(same -> new DrillKey(same.cluster(), same.takenAt()));
    }

    @Override
    public int compareTo(DrillKey other) {
        return format().compareTo(other.format());
    }

    private String fileName() {
        return FILE + SnapshotKey.timeText(startedAt) + SUFFIX;
    }
}
