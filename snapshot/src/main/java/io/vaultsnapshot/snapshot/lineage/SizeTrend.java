package io.vaultsnapshot.snapshot.lineage;

import static io.vaultsnapshot.contract.finding.FindingCode.SIZE_ANOMALY;

import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.record.SnapshotMeta;
import io.vaultsnapshot.contract.record.VerificationRecord;
import java.util.List;
import java.util.Optional;

/**
 * Whether a snapshot's size steps. The state is compared, not the object around it, since a server that stops compressing
 * (OpenBao from 2.6 on) makes larger objects of the same state; the object is compared only while the server stays the
 * same.
 */
final class SizeTrend {
    /** Between two snapshots a state rarely doubles; four times is no growth any more. */
    static final int FACTOR = 4;
    /** Small states vary freely. */
    static final long SMALL = 1L << 20;

    private SizeTrend() {}

    static Optional<Finding> compare(VerificationRecord proven, VerificationRecord record) {
        SnapshotMeta before = proven.meta();
        SnapshotMeta after = record.meta();
        if (before == null || after == null) {
            return Optional.empty();
        }
        if (steps(before.size(), after.size())) {
            return Optional.of(finding("the state has", after.size(), before.size(), proven));
        }
        Long objectBefore = proven.size();
        Long objectAfter = record.size();
        boolean sameServer = newestVersion(proven).equals(newestVersion(record));
        return sameServer && objectBefore != null && objectAfter != null && steps(objectBefore, objectAfter)
                ? Optional.of(
                        finding("the state is as large as ever, the object has", objectAfter, objectBefore, proven))
                : Optional.empty();
    }

    private static boolean steps(long before, long after) {
        long larger = Math.max(before, after);
        long smaller = Math.min(before, after);
        return larger >= SMALL && larger / FACTOR > smaller;
    }

    private static Finding finding(String what, long after, long before, VerificationRecord proven) {
        return Finding.of(SIZE_ANOMALY, what + " " + after + " bytes, after " + before + " in " + proven.key());
    }

    /** The newest version that ran on the storage; a copy of it stands in every later snapshot. */
    private static String newestVersion(VerificationRecord record) {
        List<String> versions = record.serverVersions();
        return versions.isEmpty() ? "" : versions.get(versions.size() - 1);
    }
}
