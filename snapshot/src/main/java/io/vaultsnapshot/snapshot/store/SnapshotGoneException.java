package io.vaultsnapshot.snapshot.store;

import io.vaultsnapshot.contract.finding.FindingCode;

/** The snapshot does not exist, was deleted, or was replaced in a bucket without versions. */
public final class SnapshotGoneException extends StoreUnavailableException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for the store's answer. */
    public SnapshotGoneException(String message, Throwable cause) {
        super(message, cause, FindingCode.SNAPSHOT_GONE);
    }
}
