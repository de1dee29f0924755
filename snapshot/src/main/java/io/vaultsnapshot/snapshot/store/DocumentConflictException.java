package io.vaultsnapshot.snapshot.store;

/** The document is no longer the version that should be replaced. Read it again and decide again. */
public final class DocumentConflictException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a document. */
    public DocumentConflictException(String key, Throwable cause) {
        super("document '" + key + "' was changed, created or deleted by another writer: read it again", cause);
    }
}
