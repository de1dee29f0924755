package io.vaultsnapshot.verifier.retention;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.retention.Standing;
import java.time.Duration;
import java.time.Instant;

/**
 * A version of a snapshot that is in the bucket.
 *
 * @param key the snapshot's key
 * @param versionId the version
 * @param storedAt when S3 stored it
 * @param hidden whether a delete marker lies above it
 * @param standing what it counts for
 */
record SeenVersion(SnapshotKey key, String versionId, Instant storedAt, boolean hidden, Standing standing)
        implements Comparable<SeenVersion> {
    /** How far a key's time and S3's own may lie apart. Whoever may write keys can write any time into them. */
    static final Duration OF_ITS_TIME = Duration.ofDays(1);

    Instant takenAt() {
        return key.takenAt();
    }

    /** Returns whether S3 stored it near the time that its key names. If not, it supersedes nothing and never goes. */
    boolean isOfItsTime() {
        return Duration.between(takenAt(), storedAt).abs().compareTo(OF_ITS_TIME) <= 0;
    }

    /** Returns whether it is proven, and so can supersede others or stay in their place. */
    boolean isProven() {
        return standing == Standing.PROVEN && isOfItsTime();
    }

    /** Returns whether it can go at all. */
    boolean canGo() {
        return standing != Standing.HELD && isOfItsTime();
    }

    SnapshotVersion version() {
        return new SnapshotVersion(key, versionId);
    }

    @Override
    public int compareTo(SeenVersion other) {
        int order = key.compareTo(other.key);
        return order == 0 ? versionId.compareTo(other.versionId) : order;
    }
}
