package io.vaultsnapshot.snapshot.store;

/**
 * The object at a document's key is not a document. The reader must decide: an index is rebuilt, a status is alerted
 * about and then replaced, with {@link #etag()} so that nothing newer is lost; otherwise its cluster would be stuck.
 */
public final class CorruptDocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String etag;

    /**
     * Creates the exception.
     *
     * @param etag the ETag of what lies there
     * @param problem what is wrong with it
     */
    public CorruptDocumentException(String key, String etag, String problem) {
        super("document '" + key + "' cannot be read: " + problem
                + "; only the verifier writes there, so find out who else can, and look at its older versions");
        this.etag = etag;
    }

    /** Returns the ETag of what lies there, without quotes. */
    public String etag() {
        return etag;
    }
}
