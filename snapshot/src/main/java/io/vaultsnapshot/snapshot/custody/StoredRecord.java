package io.vaultsnapshot.snapshot.custody;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.record.ChainLink;
import io.vaultsnapshot.contract.record.VerificationRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as it lies in the bucket.
 *
 * @param key the snapshot that the document's key names
 * @param document its fields, those included that are unknown here
 * @param record what they say
 */
record StoredRecord(SnapshotKey key, Map<String, Object> document, VerificationRecord record) {
    @Nullable
    ChainLink custody() {
        return record.custody();
    }

    String hash() {
        return RecordForm.hash(document);
    }

    /** Returns whether nobody could read the snapshot, so that the record says nothing about it and is in no chain. */
    boolean isOfUnread() {
        return record.findings().stream().anyMatch(finding -> finding.code().meansUnread());
    }
}
