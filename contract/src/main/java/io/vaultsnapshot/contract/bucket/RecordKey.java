package io.vaultsnapshot.contract.bucket;

import java.util.Optional;

/**
 * The key of what a record of the verifier is about: a snapshot, another version of one, a drill's proof, or a decision of the
 * retention.
 */
public sealed interface RecordKey permits SnapshotKey, OtherVersionKey, DrillKey, RetentionKey {
    /** Returns the cluster's name. */
    String cluster();

    /** Returns the key in the bucket that stands for it: the object's, or where that is not enough, the record's. */
    String format();

    /** Returns the key of the record about it. */
    String recordKey();

    /** Returns what an object's key names, or empty when it follows no grammar. */
    static Optional<RecordKey> parse(String key) {
        Optional<RecordKey> drill = DrillKey.parse(key).map(each -> each);
        return drill.or(() -> RetentionKey.ofRecord(key))
                .or(() -> OtherVersionKey.ofRecord(key))
                .or(() -> SnapshotKey.parse(key));
    }

    /** Returns what the record with that key is about, or empty for any other key. */
    static Optional<RecordKey> ofRecord(String key) {
        Optional<RecordKey> drill = DrillKey.ofRecord(key).map(each -> each);
        return drill.or(() -> RetentionKey.ofRecord(key))
                .or(() -> OtherVersionKey.ofRecord(key))
                .or(() -> SnapshotKey.ofRecord(key));
    }
}
