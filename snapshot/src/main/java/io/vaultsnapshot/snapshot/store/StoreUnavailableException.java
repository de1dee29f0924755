package io.vaultsnapshot.snapshot.store;

import io.vaultsnapshot.contract.finding.FindingCode;
import java.io.IOException;

/**
 * The store could not be asked, so nothing is known: the verdict is {@code unknown}, never {@code corrupt}. The message
 * names the operation, the object, the store's answer and what to do.
 */
public class StoreUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    private final FindingCode finding;

    /** Creates the exception. */
    public StoreUnavailableException(String message) {
        super(message);
        this.finding = FindingCode.STORE_UNAVAILABLE;
    }

    /** Creates the exception for the answer of the store, or of the network. */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
        this.finding = FindingCode.STORE_UNAVAILABLE;
    }

    StoreUnavailableException(String message, Throwable cause, FindingCode finding) {
        super(message, cause);
        this.finding = finding;
    }

    /** Returns the finding about the requested snapshot. */
    public final FindingCode finding() {
        return finding;
    }
}
