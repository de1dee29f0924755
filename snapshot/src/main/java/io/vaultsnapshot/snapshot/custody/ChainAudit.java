package io.vaultsnapshot.snapshot.custody;

import static io.vaultsnapshot.snapshot.custody.AuditCode.CHAIN_BEGINS_LATE;
import static io.vaultsnapshot.snapshot.custody.AuditCode.HEAD_MISSING;
import static io.vaultsnapshot.snapshot.custody.AuditCode.RECORD_CHANGED;
import static io.vaultsnapshot.snapshot.custody.AuditCode.RECORD_REMOVED;
import static io.vaultsnapshot.snapshot.custody.AuditCode.RECORD_REORDERED;
import static io.vaultsnapshot.snapshot.custody.AuditCode.RECORD_UNCHAINED;

import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.record.ChainHead;
import io.vaultsnapshot.contract.record.ChainLink;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Follows the chain from its head back to its first record and reports where it is broken. */
final class ChainAudit {
    private final Map<RecordKey, StoredRecord> records;
    private final List<AuditFinding> findings;
    private final Set<RecordKey> reached = new HashSet<>();
    private final NavigableMap<Long, StoredRecord> byNumber = new TreeMap<>();

    ChainAudit(Map<RecordKey, StoredRecord> records, List<AuditFinding> findings) {
        this.records = records;
        this.findings = findings;
        records.values().forEach(record -> {
            ChainLink link = record.chainLink();
            if (link != null) {
                byNumber.put(link.sequence(), record);
            }
        });
    }

    /** Returns how many records the chain leads to. */
    int walk(String cluster, @Nullable ChainHead head) {
        if (head == null && !byNumber.isEmpty()) {
            String key = SnapshotKey.chainHeadKey(cluster);
            findings.add(new AuditFinding(HEAD_MISSING, key, "the records have numbers up to " + byNumber.lastKey()));
        }
        Step step = head == null ? newestOf(byNumber) : new Step(head.key(), head.sha256(), head.sequence(), null);
        while (step != null) {
            step = follow(step);
        }
        reportUnchained();
        return reached.size();
    }

    /** Returns the step to the record before, or null at the chain's end. */
    private @Nullable Step follow(Step step) {
        StoredRecord record = records.get(step.key);
        if (record == null || !reached.add(step.key)) {
            add(
                    record == null ? RECORD_REMOVED : RECORD_REORDERED,
                    step.key,
                    "number " + step.sequence + " of the chain");
            return before(step);
        }
        ChainLink link = record.chainLink();
        if (link == null || (step.sha256 != null && !record.hash().equals(step.sha256))) {
            add(RECORD_CHANGED, step.key, "the chain names " + step.sha256 + ", the record has " + record.hash());
        }
        if (link == null) {
            return before(step);
        }
        checkOrder(step, record, link);
        return before(record, link);
    }

    /** After a gap, the older records are found by their numbers. */
    private @Nullable Step before(Step gap) {
        return newestOf(byNumber.headMap(gap.sequence, false));
    }

    private @Nullable Step before(StoredRecord record, ChainLink link) {
        RecordKey previous = link.previousKey();
        if (previous != null) {
            return new Step(previous, link.previousSha256(), link.sequence() - 1, record);
        }
        if (link.sequence() != 1) {
            add(CHAIN_BEGINS_LATE, record.key(), "it has number " + link.sequence() + " and names no record before it");
        }
        return null;
    }

    private void checkOrder(Step step, StoredRecord record, ChainLink link) {
        if (link.sequence() != step.sequence) {
            add(
                    RECORD_REORDERED,
                    step.key,
                    "it has number " + link.sequence() + " where " + step.sequence + " belongs");
        }
        StoredRecord next = step.next;
        if (next != null
                && record.record()
                        .verifiedAt()
                        .isAfter(next.record().verifiedAt().plus(SnapshotKey.CLOCK_TOLERANCE))) {
            add(
                    RECORD_REORDERED,
                    step.key,
                    "it was verified at " + record.record().verifiedAt() + ", after the next one, "
                            + next.key().format() + ", at "
                            + next.record().verifiedAt());
        }
    }

    private void reportUnchained() {
        records.forEach((key, record) -> {
            ChainLink link = record.chainLink();
            if (!reached.contains(key)) {
                add(RECORD_UNCHAINED, key, link == null ? "it has no number" : "it has number " + link.sequence());
            }
        });
    }

    private static @Nullable Step newestOf(NavigableMap<Long, StoredRecord> byNumber) {
        Map.Entry<Long, StoredRecord> newest = byNumber.lastEntry();
        return newest == null ? null : new Step(newest.getValue().key(), null, newest.getKey(), null);
    }

    private void add(AuditCode code, RecordKey key, String message) {
        findings.add(new AuditFinding(code, key.format(), message));
    }

    /**
     * What leads to a record.
     *
     * @param key what the record is about
     * @param sha256 the hash that the record must have, or null when it was found by its number
     * @param sequence the number that the record must have
     * @param next the record that named it, or null
     */
    private record Step(
            RecordKey key,
            @Nullable String sha256,
            long sequence,
            @Nullable StoredRecord next) {}
}
