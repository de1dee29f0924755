package io.vaultsnapshot.snapshot.custody;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.record.ChainLink;
import io.vaultsnapshot.contract.record.VerificationRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as stored in the bucket.
 *
 * @param key the snapshot that the document's key names
 * @param document its fields, unknown ones included
 * @param record what they say
 */
record StoredRecord(SnapshotKey key, Map<String, Object> document, VerificationRecord record) {
    @Nullable
    ChainLink chainLink() {
        return record.chainLink();
    }

    String hash() {
        return RecordDigest.hash(document);
    }
}
