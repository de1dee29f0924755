package io.vaultsnapshot.snapshot.lineage;

import static io.vaultsnapshot.contract.finding.FindingCode.SIZE_ANOMALY;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.SnapshotMeta;
import java.util.List;
import java.util.Optional;

/**
 * Whether a snapshot's size jumps. The sizes of the states are compared first: a server that stops compressing, as
 * OpenBao does from 2.6 on, makes larger objects of the same state. The sizes of the objects are compared only while
 * the server's version stays the same.
 */
final class SizeTrend {
    /** A state rarely doubles between two snapshots. Growth to four times its size is unusual. */
    static final int FACTOR = 4;
    /** Below this many bytes, sizes may vary freely. */
    static final long SMALL = 1L << 20;

    private SizeTrend() {}

    static Optional<Finding> compare(ArchiveReport before, ArchiveReport after, SnapshotKey provenKey) {
        SnapshotMeta was = before.meta();
        SnapshotMeta is = after.meta();
        if (was == null || is == null) {
            return Optional.empty();
        }
        if (jumps(was.size(), is.size())) {
            return finding("the state has", is.size(), was.size(), provenKey);
        }
        boolean sameServer = newestVersion(before).equals(newestVersion(after));
        return sameServer && jumps(before.size(), after.size())
                ? finding("the state's size is usual, but the object has", after.size(), before.size(), provenKey)
                : Optional.empty();
    }

    private static boolean jumps(long before, long after) {
        long larger = Math.max(before, after);
        long smaller = Math.min(before, after);
        return larger >= SMALL && larger / FACTOR > smaller;
    }

    private static Optional<Finding> finding(String what, long after, long before, SnapshotKey provenKey) {
        return Optional.of(
                Finding.of(SIZE_ANOMALY, what + " " + after + " bytes, after " + before + " in " + provenKey.format()));
    }

    /** The newest version that ran on the storage. Every later snapshot names it too. */
    private static String newestVersion(ArchiveReport archive) {
        List<String> versions = archive.serverVersions();
        return versions.isEmpty() ? "" : versions.get(versions.size() - 1);
    }
}
