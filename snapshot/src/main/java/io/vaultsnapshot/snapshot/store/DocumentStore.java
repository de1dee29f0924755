package io.vaultsnapshot.snapshot.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the verifier keeps its JSON documents. */
public interface DocumentStore {
    /**
     * Returns all objects whose keys begin with a prefix, in key order.
     *
     * @throws StoreUnavailableException if not every one of them could be listed
     */
    List<StoredObject> list(String prefix) throws StoreUnavailableException;

    /**
     * Returns a document, or empty when there is none.
     *
     * @throws CorruptDocumentException if it is not a JSON object of at most a mebibyte
     * @throws StoreUnavailableException if the store could not be asked
     */
    Optional<StoredDocument> read(String key) throws StoreUnavailableException, CorruptDocumentException;

    /**
     * Creates a document, or replaces exactly the version that was read.
     *
     * @param ifMatch the ETag of the version to replace, or null to create the document
     * @return the new version's ETag
     * @throws DocumentConflictException if another version is there, or any version when creating. The other version may
     *     be the caller's own, written by an attempt whose answer was lost: read it again and see what is left to do
     * @throws StoreUnavailableException if the store could not be asked; the document may have been written nevertheless
     */
    String write(String key, Map<String, Object> document, @Nullable String ifMatch)
            throws StoreUnavailableException, DocumentConflictException;

    /**
     * Writes a document, and replaces any version that is there.
     *
     * @return the new version's ETag
     * @throws StoreUnavailableException if the store could not be asked; the document may have been written nevertheless
     */
    String overwrite(String key, Map<String, Object> document) throws StoreUnavailableException;
}
