package io.vaultsnapshot.snapshot.custody;

import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.bucket.RetentionKey;
import io.vaultsnapshot.contract.record.ChainLink;
import io.vaultsnapshot.contract.record.ChainedRecord;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.contract.record.RetentionRecord;
import io.vaultsnapshot.contract.record.VerificationRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as stored in the bucket.
 *
 * @param key what the document's key names
 * @param document its fields, unknown ones included
 * @param record what they say
 */
record StoredRecord(RecordKey key, Map<String, Object> document, ChainedRecord<?> record) {
    /**
     * Reads a document as the record that its key names.
     *
     * @throws io.vaultsnapshot.contract.document.DocumentException if it does not have the documented shape
     */
    static StoredRecord of(RecordKey key, Map<String, Object> document) {
        if (key instanceof RetentionKey) {
            return new StoredRecord(key, document, RetentionRecord.of(document));
        }
        return new StoredRecord(
                key, document, key instanceof DrillKey ? DrillRecord.of(document) : VerificationRecord.of(document));
    }

    /**
     * Returns whether it belongs into the chain: a snapshot that could not be read has no place in it. Another version of a
     * snapshot has one, whether it could be read or not.
     */
    boolean isChainable() {
        return !(record instanceof VerificationRecord ofSnapshot)
                || ofSnapshot.wasRead()
                || ofSnapshot.chainLink() != null;
    }

    @Nullable
    ChainLink chainLink() {
        return record.chainLink();
    }

    String hash() {
        return RecordDigest.hash(document);
    }
}
