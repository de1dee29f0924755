package io.vaultsnapshot.report.reading;

import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.bucket.RetentionKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.drill.DrillProof;
import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.contract.record.RetentionRecord;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.report.facts.BackupSeen;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredDocument;
import io.vaultsnapshot.snapshot.store.StoredObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The records of a period, by what they are about. One that cannot be read is named, and the others count. */
final class PeriodRecords {
    private final Map<SnapshotKey, VerificationRecord> verified = new HashMap<>();
    private final List<DrillRecord> drills = new ArrayList<>();
    private final List<RetentionRecord> retentions = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    private PeriodRecords() {}

    static PeriodRecords of(DocumentStore documents, List<RecordKey> keys) throws StoreUnavailableException {
        PeriodRecords records = new PeriodRecords();
        for (RecordKey key : keys) {
            records.add(documents, key);
        }
        records.drills.sort(Comparator.comparing(drill -> drill.key().startedAt()));
        records.retentions.sort(Comparator.comparing(RetentionRecord::verifiedAt));
        return records;
    }

    private void add(DocumentStore documents, RecordKey key) throws StoreUnavailableException {
        try {
            Optional<StoredDocument> document = documents.read(key.recordKey());
            if (document.isEmpty()) {
                return;
            }
            Map<String, Object> fields = document.get().fields();
            if (key instanceof SnapshotKey snapshot) {
                VerificationRecord record = VerificationRecord.of(fields);
                if (!record.key().equals(snapshot)) {
                    throw new DocumentException("key", "is of another snapshot");
                }
                verified.put(snapshot, record);
            } else if (key instanceof DrillKey) {
                drills.add(DrillRecord.of(fields));
            } else if (key instanceof RetentionKey) {
                retentions.add(RetentionRecord.of(fields));
            }
        } catch (CorruptDocumentException | DocumentException damaged) {
            unreadable.add(key.recordKey());
        }
    }

    /** Returns the backups that are there or were verified, oldest first. */
    List<BackupSeen> backups(List<StoredObject> stored) {
        Map<SnapshotKey, Long> sizes = new HashMap<>();
        stored.forEach(object -> SnapshotKey.parse(object.key()).ifPresent(key -> sizes.put(key, object.size())));
        Set<SnapshotKey> restored = restored();
        Set<SnapshotKey> all = new TreeSet<>(sizes.keySet());
        all.addAll(verified.keySet());
        return all.stream()
                .map(key -> new BackupSeen(
                        key,
                        bytes(sizes.get(key), verified.get(key)),
                        sizes.containsKey(key),
                        verified.get(key),
                        restored.contains(key)))
                .toList();
    }

    private static @Nullable Long bytes(@Nullable Long stored, @Nullable VerificationRecord record) {
        return stored == null && record != null ? record.bytes() : stored;
    }

    private Set<SnapshotKey> restored() {
        Set<SnapshotKey> keys = new HashSet<>();
        for (DrillRecord drill : drills) {
            DrillProof proof = drill.proof();
            if (proof != null && proof.snapshot() != null && drill.end().outcome() == DrillResult.RESTORED) {
                keys.add(proof.snapshot().key());
            }
        }
        return keys;
    }

    List<DrillRecord> drills() {
        return drills;
    }

    List<RetentionRecord> retentions() {
        return retentions;
    }

    List<String> unreadable() {
        return unreadable;
    }
}
