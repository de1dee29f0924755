package io.vaultsnapshot.snapshot.store;

/** Another version of the document is there than the one that was to be replaced: read it again and decide anew. */
public final class DocumentConflictException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a document. */
    public DocumentConflictException(String key, Throwable cause) {
        super("document '" + key + "' was changed, created or deleted by someone else meanwhile: read it again", cause);
    }
}
