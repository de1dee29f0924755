package io.vaultsnapshot.verifier.retention;

import io.vaultsnapshot.contract.bucket.RetentionKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.NewerDocumentException;
import io.vaultsnapshot.contract.record.RetentionRecord;
import io.vaultsnapshot.contract.retention.RetentionLedger;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.DocumentConflictException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredDocument;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ledgers in the bucket. One that cannot be read is made again; that of a newer verifier is left alone. */
public final class RetentionLedgers {
    private final DocumentStore documents;

    /** Creates it over the store of documents. */
    public RetentionLedgers(DocumentStore documents) {
        this.documents = documents;
    }

    /**
     * A ledger as it was read or written.
     *
     * @param ledger the ledger
     * @param etag its version in the bucket, or null when there is none
     */
    record Stored(RetentionLedger ledger, @Nullable String etag) {}

    Stored read(String cluster) throws StoreUnavailableException {
        String key = StatusKey.retentionOf(cluster);
        // What was decided is not known, so all of it is decided again.
        RetentionLedger none = new RetentionLedger(cluster, null, List.of());
        try {
            Optional<StoredDocument> document = documents.read(key);
            return document.isPresent() ? parse(key, none, document.get()) : new Stored(none, null);
        } catch (CorruptDocumentException damaged) {
            return new Stored(none, damaged.etag());
        }
    }

    private static Stored parse(String key, RetentionLedger none, StoredDocument document)
            throws StoreUnavailableException {
        try {
            return new Stored(RetentionLedger.of(document.fields()), document.etag());
        } catch (NewerDocumentException newer) {
            throw new StoreUnavailableException(key + ": " + newer.getMessage(), newer);
        } catch (DocumentException damaged) {
            return new Stored(none, document.etag());
        }
    }

    /** Returns the record of a decision, or empty when there is none that can be read. */
    Optional<RetentionRecord> decision(RetentionKey key) throws StoreUnavailableException {
        try {
            return documents.read(key.recordKey()).map(document -> RetentionRecord.of(document.fields()));
        } catch (CorruptDocumentException | DocumentException unreadable) {
            return Optional.empty();
        }
    }

    /** Returns the key of a new decision: of that second, or of the next one that has none. */
    RetentionKey newKey(String cluster, Instant now) throws StoreUnavailableException {
        RetentionKey key = new RetentionKey(cluster, now);
        while (decision(key).isPresent()) {
            key = new RetentionKey(cluster, key.decidedAt().plusSeconds(1));
        }
        return key;
    }

    /**
     * Writes a ledger if it differs from the one that was read.
     *
     * @throws DocumentConflictException if another run was faster
     */
    Stored write(Stored before, RetentionLedger after) throws StoreUnavailableException, DocumentConflictException {
        if (before.etag() != null && before.ledger().equals(after)) {
            return before;
        }
        String key = StatusKey.retentionOf(after.cluster());
        return new Stored(after, documents.write(key, after.toMap(), before.etag()));
    }
}
