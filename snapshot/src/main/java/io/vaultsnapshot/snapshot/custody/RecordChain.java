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

    /** Writes a record as the newest of its cluster's chain and returns it as written. */
    public <R extends ChainedRecord<R>> R append(RecordKey key, R record) throws StoreUnavailableException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Head head = read(key.cluster());
            R placed = sign(record.withChainLink(head.next()));
            documents.overwrite(key.recordKey(), placed.toMap());
            try {
                documents.write(SnapshotKey.chainHeadKey(key.cluster()), head(key, placed), head.etag);
                return placed;
            } catch (DocumentConflictException somebodyElseWasFaster) {
                // Another record is the head now. The next attempt follows it.
            }
        }
        throw new StoreUnavailableException(SnapshotKey.chainHeadKey(key.cluster()) + " was changed by others "
                + ATTEMPTS + " times in a row; the event will be retried");
    }

    /** Returns a record that was written before. Adds it to the chain if a crash prevented that. */
    public <R extends ChainedRecord<R>> R join(RecordKey key, R record) throws StoreUnavailableException {
        ChainLink link = record.chainLink();
        if (link == null) {
            return record;
        }
        ChainHead head = read(key.cluster()).head;
        return head != null && head.sequence() >= link.sequence() ? record : append(key, record);
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

    private static Map<String, Object> head(RecordKey key, ChainedRecord<?> placed) {
        ChainLink link = placed.chainLink();
        long sequence = link == null ? 0 : link.sequence();
        return new ChainHead(sequence, key, RecordDigest.hash(placed.toMap())).toMap();
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
    }
}
