package io.vaultsnapshot.snapshot.custody;

import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.record.ChainLink;
import io.vaultsnapshot.contract.record.RetentionRecord;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.record.VerificationRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the retention let go, as the chain has it. A decision explains that a snapshot is gone only if it names a newer
 * snapshot whose record says that it was intact, and if no later decision took the snapshot back.
 */
final class RetiredVersions {
    private final Map<SnapshotVersion, RetentionRecord> decisions = new HashMap<>();
    private final Map<RecordKey, StoredRecord> records;

    RetiredVersions(Map<RecordKey, StoredRecord> records) {
        this.records = records;
        List<RetentionRecord> ordered = records.values().stream()
                .map(StoredRecord::record)
                .filter(RetentionRecord.class::isInstance)
                .map(RetentionRecord.class::cast)
                .filter(record -> record.chainLink() != null)
                .sorted(Comparator.comparingLong(RetiredVersions::number))
                .toList();
        for (RetentionRecord record : ordered) {
            record.released().forEach(decisions::remove);
            record.superseded().forEach(version -> decisions.put(version, record));
        }
    }

    private static long number(RetentionRecord record) {
        ChainLink link = record.chainLink();
        return link == null ? 0 : link.sequence();
    }

    /** Returns whether the retention let that version go. */
    boolean explains(VerificationRecord record) {
        RetentionRecord decision = decisions.get(new SnapshotVersion(record.key(), record.versionId()));
        if (decision == null) {
            return false;
        }
        SnapshotVersion proven = decision.proven();
        return proven != null && decision.supersedes(record.key()) && isIntact(proven);
    }

    private boolean isIntact(SnapshotVersion proven) {
        StoredRecord stored = records.get(proven.key());
        return stored != null
                && stored.record() instanceof VerificationRecord ofSnapshot
                && ofSnapshot.verdict() == Verdict.INTACT
                && String.valueOf(proven.versionId()).equals(ofSnapshot.versionId());
    }
}
