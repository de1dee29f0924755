package io.vaultsnapshot.contract.document;

/** A document in the bucket does not have its documented shape. */
public class DocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a field. */
    public DocumentException(String field, String what) {
        super("field '" + field + "' " + what);
    }
}
