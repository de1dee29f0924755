package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which version of a snapshot counts: the one of its record. */
final class JudgedVersion {
    private JudgedVersion() {}

    /** Returns the version, or null when there is no record of a snapshot with that key, or none that this user may read. */
    static @Nullable String of(DocumentStore documents, String key) {
        Optional<SnapshotKey> snapshot = SnapshotKey.parse(key);
        if (snapshot.isEmpty()) {
            return null;
        }
        try {
            return documents
                    .read(snapshot.get().recordKey())
                    .map(document -> VerificationRecord.of(document.fields()))
                    .filter(VerificationRecord::wasRead)
                    .map(VerificationRecord::versionId)
                    .orElse(null);
        } catch (StoreUnavailableException | CorruptDocumentException | DocumentException unreadable) {
            // A bucket need not belong to a verifier. What is wrong with this one is said when the snapshot is opened.
            return null;
        }
    }
}
