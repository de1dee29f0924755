package io.vaultsnapshot.snapshot.custody;

import static io.vaultsnapshot.snapshot.custody.AuditCode.CHAIN_BEGINS_LATE;
import static io.vaultsnapshot.snapshot.custody.AuditCode.HEAD_MISSING;
import static io.vaultsnapshot.snapshot.custody.AuditCode.RECORD_CHANGED;
import static io.vaultsnapshot.snapshot.custody.AuditCode.RECORD_REMOVED;
import static io.vaultsnapshot.snapshot.custody.AuditCode.RECORD_REORDERED;
import static io.vaultsnapshot.snapshot.custody.AuditCode.RECORD_UNCHAINED;

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

/** Walks the chain from its head to its first record and says where it does not hold. */
final class ChainAudit {

    private final Map<String, StoredRecord> records;
    private final List<AuditFinding> findings;
    private final Set<String> reached = new HashSet<>();

    ChainAudit(Map<String, StoredRecord> records, List<AuditFinding> findings) {
        this.records = records;
        this.findings = findings;
    }

    /** Returns how many records the chain leads to. */
    int walk(String cluster, @Nullable ChainHead head) {
        TreeMap<Long, StoredRecord> byNumber = new TreeMap<>();
        records.values().forEach(record -> {
            ChainLink custody = record.custody();
            if (custody != null) {
                byNumber.put(custody.sequence(), record);
            }
        });
        if (head == null && !byNumber.isEmpty()) {
            add(HEAD_MISSING, SnapshotKey.chainHeadKey(cluster), "records have numbers up to " + byNumber.lastKey());
        }
        Link link = head == null ? newestOf(byNumber) : new Link(head.key(), head.sha256(), head.sequence(), null);
        while (link != null) {
            link = follow(link, byNumber);
        }
        reportUnchained();
        return reached.size();
    }

    /** Returns the link to the record before, or null at the chain's end. */
    private @Nullable Link follow(Link link, NavigableMap<Long, StoredRecord> byNumber) {
        StoredRecord record = records.get(link.key);
        if (record == null || !reached.add(link.key)) {
            add(
                    record == null ? RECORD_REMOVED : RECORD_REORDERED,
                    link.key,
                    "number " + link.sequence + " of the chain");
            // What is older than the gap can still be told by its numbers.
            return newestOf(byNumber.headMap(link.sequence, false));
        }
        ChainLink custody = record.custody();
        if (custody == null || (link.sha256 != null && !record.hash().equals(link.sha256))) {
            add(RECORD_CHANGED, link.key, "the chain names " + link.sha256 + ", the record has " + record.hash());
        }
        if (custody == null) {
            return newestOf(byNumber.headMap(link.sequence, false));
        }
        checkOrder(link, record, custody);
        return before(record, custody);
    }

    private @Nullable Link before(StoredRecord record, ChainLink custody) {
        String previous = custody.previousKey();
        if (previous != null) {
            return new Link(previous, custody.previousSha256(), custody.sequence() - 1, record);
        }
        if (custody.sequence() != 1) {
            add(
                    CHAIN_BEGINS_LATE,
                    record.record().key(),
                    "it has number " + custody.sequence() + " and names none before");
        }
        return null;
    }

    private void checkOrder(Link link, StoredRecord record, ChainLink custody) {
        if (custody.sequence() != link.sequence) {
            add(
                    RECORD_REORDERED,
                    link.key,
                    "it has number " + custody.sequence() + " where " + link.sequence + " belongs");
        }
        StoredRecord next = link.next;
        if (next != null
                && record.record()
                        .verifiedAt()
                        .isAfter(next.record().verifiedAt().plus(SnapshotKey.CLOCK_TOLERANCE))) {
            add(
                    RECORD_REORDERED,
                    link.key,
                    "it was verified at " + record.record().verifiedAt() + ", after the next one, "
                            + next.record().key() + ", at " + next.record().verifiedAt());
        }
    }

    private void reportUnchained() {
        records.forEach((key, record) -> {
            if (record.custody() != null && !reached.contains(key)) {
                add(RECORD_UNCHAINED, key, "it has number " + record.custody().sequence());
            }
        });
    }

    private static @Nullable Link newestOf(NavigableMap<Long, StoredRecord> byNumber) {
        Map.Entry<Long, StoredRecord> newest = byNumber.lastEntry();
        return newest == null ? null : new Link(newest.getValue().record().key(), null, newest.getKey(), null);
    }

    private void add(AuditCode code, String key, String message) {
        findings.add(new AuditFinding(code, key, message));
    }

    /** What leads to a record. */
    private static final class Link {
        private final String key;
        private final @Nullable String sha256;
        private final long sequence;
        private final @Nullable StoredRecord next;

        Link(String key, @Nullable String sha256, long sequence, @Nullable StoredRecord next) {
            this.key = key;
            this.sha256 = sha256;
            this.sequence = sequence;
            this.next = next;
        }
    }
}
