package io.vaultsnapshot.snapshot.store;

/**
 * The object at a document's key is not a document. The caller decides what to do. To replace the object, use {@link
 * #etag()}, so that nothing newer is lost.
 */
public final class CorruptDocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String etag;

    /**
     * Creates the exception.
     *
     * @param etag the ETag of the object
     * @param problem what is wrong with it
     */
    public CorruptDocumentException(String key, String etag, String problem) {
        super("document '" + key + "' cannot be read: " + problem
                + "; only the verifier writes there: find out who else can, and look at its older versions");
        this.etag = etag;
    }

    /** Returns the ETag of the object, without quotes. */
    public String etag() {
        return etag;
    }
}
