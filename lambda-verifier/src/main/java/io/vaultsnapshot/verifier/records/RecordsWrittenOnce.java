package io.vaultsnapshot.verifier.records;

import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.snapshot.custody.RecordChain;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.DocumentConflictException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredDocument;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Records of which each is written once. Of two runs that judge the same at the same time one writes the record, and the other
 * finds it. A record that a crash kept out of the chain is added to it when it is found.
 */
final class RecordsWrittenOnce {
    private static final int ATTEMPTS = 8;

    private final DocumentStore documents;
    private final RecordChain chain;

    RecordsWrittenOnce(DocumentStore documents, RecordChain chain) {
        this.documents = documents;
        this.chain = chain;
    }

    /** Makes the record that is to be written when there is none. */
    @FunctionalInterface
    interface Judgement {
        VerificationRecord make() throws StoreUnavailableException;
    }

    /** Returns the record with that key if it is such a one. */
    Optional<VerificationRecord> find(RecordKey key, Predicate<VerificationRecord> such)
            throws StoreUnavailableException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Stored stored = stored(key);
            try {
                return stored.isSuch(such) ? Optional.of(join(key, stored)) : Optional.empty();
            } catch (DocumentConflictException anotherRunJoinsIt) {
                // The next reading finds it in its new place.
            }
        }
        throw changedByOthers(key);
    }

    /** Returns the record with that key if it is such a one. Else writes the one that is made, and returns it. */
    VerificationRecord keep(RecordKey key, Predicate<VerificationRecord> such, Judgement judgement)
            throws StoreUnavailableException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Stored stored = stored(key);
            try {
                return stored.isSuch(such) ? join(key, stored) : chain.append(key, judgement.make(), stored.etag());
            } catch (DocumentConflictException anotherRunWasFaster) {
                // Its record is the one that counts.
            }
        }
        throw changedByOthers(key);
    }

    private VerificationRecord join(RecordKey key, Stored stored)
            throws StoreUnavailableException, DocumentConflictException {
        VerificationRecord record = stored.record();
        String etag = stored.etag();
        if (record == null || etag == null) {
            throw new IllegalStateException(key.recordKey());
        }
        return chain.join(key, record, etag);
    }

    private static StoreUnavailableException changedByOthers(RecordKey key) {
        return new StoreUnavailableException(key.recordKey() + " was changed by other runs " + ATTEMPTS
                + " times in a row; the event will be retried");
    }

    /**
     * A record as the bucket has it.
     *
     * @param record the record, or null when there is none that can be read
     * @param etag the document's ETag, or null when there is no document
     */
    private record Stored(
            @Nullable VerificationRecord record, @Nullable String etag) {
        boolean isSuch(Predicate<VerificationRecord> such) {
            return record != null && such.test(record);
        }
    }

    private Stored stored(RecordKey key) throws StoreUnavailableException {
        Optional<StoredDocument> document;
        try {
            document = documents.read(key.recordKey());
        } catch (CorruptDocumentException damaged) {
            return new Stored(null, damaged.etag());
        }
        if (document.isEmpty()) {
            return new Stored(null, null);
        }
        String etag = document.get().etag();
        try {
            return new Stored(VerificationRecord.of(document.get().fields()), etag);
        } catch (DocumentException unreadable) {
            return new Stored(null, etag);
        }
    }
}
