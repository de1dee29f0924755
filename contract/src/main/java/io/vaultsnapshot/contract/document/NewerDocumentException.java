package io.vaultsnapshot.contract.document;

/** A document has a newer major version than this reader understands: it must be left alone, not replaced. */
public final class NewerDocumentException extends DocumentException {
    private static final long serialVersionUID = 1L;

    NewerDocumentException(String text, String understood) {
        super(
                Schema.FIELD,
                "is '" + text + "', newer than " + understood + ", the newest understood here; update Vault Snapshot");
    }
}
