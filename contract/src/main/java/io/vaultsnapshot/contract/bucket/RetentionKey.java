package io.vaultsnapshot.contract.bucket;

import java.time.Instant;
import java.util.Optional;

/**
 * The key of what the retention decided in one run: {@code records/<cluster>/retention_<yyyyMMdd_HHmmss>.json}, time in UTC.
 * It is about no object, so its record has the same key.
 *
 * @param cluster the EKS cluster's name
 * @param decidedAt when it was decided, whole seconds, years 0000 to 9999
 */
public record RetentionKey(String cluster, Instant decidedAt) implements RecordKey {
    private static final String FILE = "retention_";
    private static final String SUFFIX = ".json";

    /** Checks the cluster's name and the year, and cuts the time to seconds. */
    public RetentionKey {
        decidedAt = new SnapshotKey(cluster, decidedAt).takenAt();
    }

    @Override
    public String format() {
        return SnapshotKey.recordPrefix(cluster) + FILE + SnapshotKey.timeText(decidedAt) + SUFFIX;
    }

    @Override
    public String recordKey() {
        return format();
    }

    /** Returns the decision whose record has that key, or empty for any other key. */
    public static Optional<RetentionKey> ofRecord(String key) {
        return SnapshotKey.parseLike(SnapshotKey.RECORD_ROOT, FILE, SUFFIX, key)
                .map(same -> new RetentionKey(same.cluster(), same.takenAt()));
    }
}
