package io.vaultsnapshot.verifier.statuses;

import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.NewerDocumentException;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredDocument;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's status and the version of the document that holds it.
 *
 * @param status the status
 * @param etag the document's ETag, or null when there is no document yet
 */
public record StoredStatus(ClusterStatus status, @Nullable String etag) {
    /**
     * Reads a cluster's status. A cluster without one is seen for the first time now; so is one whose document was
     * damaged, since an unreadable status would keep it from being watched for ever.
     *
     * @throws StoreUnavailableException if the store could not be asked, or a newer verifier wrote the status
     */
    public static StoredStatus read(DocumentStore documents, String cluster, Instant now)
            throws StoreUnavailableException {
        ClusterStatus firstSeen = ClusterStatus.firstSeen(cluster, now);
        Optional<StoredDocument> document;
        try {
            document = documents.read(StatusKey.of(cluster));
        } catch (CorruptDocumentException damaged) {
            return new StoredStatus(firstSeen, damaged.etag());
        }
        if (document.isEmpty()) {
            return new StoredStatus(firstSeen, null);
        }
        String etag = document.get().etag();
        try {
            return new StoredStatus(ClusterStatus.of(document.get().fields()), etag);
        } catch (NewerDocumentException newer) {
            throw new StoreUnavailableException(StatusKey.of(cluster) + ": " + newer.getMessage(), newer);
        } catch (DocumentException damaged) {
            return new StoredStatus(firstSeen, etag);
        }
    }

    public boolean isStored() {
        return etag != null;
    }
}
