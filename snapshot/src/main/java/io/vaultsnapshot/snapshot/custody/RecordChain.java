package io.vaultsnapshot.snapshot.custody;

import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.NewerDocumentException;
import io.vaultsnapshot.contract.record.ChainHead;
import io.vaultsnapshot.contract.record.ChainLink;
import io.vaultsnapshot.contract.record.ChainedRecord;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.DocumentConflictException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredDocument;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes records so that they form one chain for each cluster. First the record is written, with the head that was read
 * as the record before it. Then the head is replaced. If the head changed meanwhile, the record is written again after
 * the new head. A crash in between leaves a record that the head does not name: {@link #join} repairs that when the
 * event is delivered again.
 *
 * <p>A record that must not replace another is written with the ETag of what was read. Of two runs with the same event one
 * then writes the record, and the other finds it.
 */
public final class RecordChain {
    private static final int ATTEMPTS = 8;

    private final DocumentStore documents;
    private final RecordSigner signer;

    /** Creates the chain of a bucket. */
    public RecordChain(DocumentStore documents, RecordSigner signer) {
        this.documents = documents;
        this.signer = signer;
    }

    /** Writes a record as the newest of its cluster's chain and returns it as written. It replaces any that is there. */
    public <R extends ChainedRecord<R>> R append(RecordKey key, R record) throws StoreUnavailableException {
        try {
            return append(key, record, (document, unused) -> documents.overwrite(key.recordKey(), document), null);
        } catch (DocumentConflictException never) {
            throw new IllegalStateException(never);
        }
    }

    /**
     * Writes a record as the newest of its cluster's chain and returns it as written. It replaces only the document that was
     * read.
     *
     * @param read the ETag of that document, or null when there was none
     * @throws DocumentConflictException if another document is there; nothing was changed then
     */
    public <R extends ChainedRecord<R>> R append(RecordKey key, R record, @Nullable String read)
            throws StoreUnavailableException, DocumentConflictException {
        return append(key, record, (document, etag) -> documents.write(key.recordKey(), document, etag), read);
    }

    @FunctionalInterface
    private interface Writing {
        String write(Map<String, Object> document, @Nullable String etag)
                throws StoreUnavailableException, DocumentConflictException;
    }

    private <R extends ChainedRecord<R>> R append(RecordKey key, R record, Writing writing, @Nullable String read)
            throws StoreUnavailableException, DocumentConflictException {
        String etag = read;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Head head = read(key.cluster());
            // Only a record that was read has a place. The head that is looked at must be the one that would be
            // followed.
            if (attempt == 1 && head.covers(record.chainLink())) {
                return record;
            }
            R placed = sign(record.withChainLink(head.next()));
            etag = writing.write(placed.toMap(), etag);
            if (isHeadFrom(head, head(key, placed))) {
                return placed;
            }
            // Another record is the head now. The next attempt follows it.
        }
        throw new StoreUnavailableException(SnapshotKey.chainHeadKey(key.cluster()) + " was changed by others "
                + ATTEMPTS + " times in a row; the event will be retried");
    }

    /** Makes the record the head. Another run of the same event, or a write whose answer was lost, may have done so already. */
    private boolean isHeadFrom(Head head, ChainHead next) throws StoreUnavailableException {
        String cluster = next.key().cluster();
        try {
            documents.write(SnapshotKey.chainHeadKey(cluster), next.toMap(), head.etag);
            return true;
        } catch (DocumentConflictException changed) {
            return next.equals(read(cluster).head);
        }
    }

    /** Returns a record that was written before. Adds it to the chain if a crash prevented that. */
    public <R extends ChainedRecord<R>> R join(RecordKey key, R record) throws StoreUnavailableException {
        return record.chainLink() == null ? record : append(key, record);
    }

    /**
     * Returns a record that was read. Adds it to the chain if a crash prevented that.
     *
     * @param read the ETag of its document
     * @throws DocumentConflictException if another run changed it meanwhile; it is to be read again
     */
    public <R extends ChainedRecord<R>> R join(RecordKey key, R record, String read)
            throws StoreUnavailableException, DocumentConflictException {
        return record.chainLink() == null ? record : append(key, record, read);
    }

    /** Replaces a record and signs it again; its hash must be the same as before. */
    public <R extends ChainedRecord<R>> R replace(RecordKey key, R record) throws StoreUnavailableException {
        ChainLink link = record.chainLink();
        R signed = link == null ? record : sign(record.withChainLink(link.signed(null)));
        documents.overwrite(key.recordKey(), signed.toMap());
        return signed;
    }

    private <R extends ChainedRecord<R>> R sign(R record) {
        ChainLink link = record.chainLink();
        return link == null
                ? record
                : signer.sign(RecordDigest.digestToSign(record.toMap()))
                        .map(signature -> record.withChainLink(link.signed(signature)))
                        .orElse(record);
    }

    private static ChainHead head(RecordKey key, ChainedRecord<?> placed) {
        ChainLink link = placed.chainLink();
        long sequence = link == null ? 0 : link.sequence();
        return new ChainHead(sequence, key, RecordDigest.hash(placed.toMap()));
    }

    /**
     * After a damaged head a new chain begins, which the audit reports. The head of a newer program is not replaced.
     */
    private Head read(String cluster) throws StoreUnavailableException {
        String key = SnapshotKey.chainHeadKey(cluster);
        try {
            Optional<StoredDocument> document = documents.read(key);
            return document.isPresent() ? parse(key, document.get()) : new Head(null, null);
        } catch (CorruptDocumentException damaged) {
            return new Head(null, damaged.etag());
        }
    }

    private static Head parse(String key, StoredDocument document) throws StoreUnavailableException {
        try {
            return new Head(ChainHead.of(document.fields()), document.etag());
        } catch (NewerDocumentException newer) {
            throw new StoreUnavailableException(key + ": " + newer.getMessage(), newer);
        } catch (DocumentException damaged) {
            return new Head(null, document.etag());
        }
    }

    private record Head(@Nullable ChainHead head, @Nullable String etag) {
        ChainLink next() {
            return head == null ? ChainLink.first() : head.next();
        }

        /** Returns whether a record with that place is in the chain, as far as the head tells. */
        boolean covers(@Nullable ChainLink link) {
            return head != null && link != null && head.sequence() >= link.sequence();
        }
    }
}
