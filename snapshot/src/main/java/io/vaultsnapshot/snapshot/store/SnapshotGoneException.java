package io.vaultsnapshot.snapshot.store;

import io.vaultsnapshot.contract.finding.FindingCode;

/** The snapshot is not there, or not any more: deleted, or replaced where the bucket keeps no versions. */
public final class SnapshotGoneException extends StoreUnavailableException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for what the store answered. */
    public SnapshotGoneException(String message, Throwable cause) {
        super(message, cause, FindingCode.SNAPSHOT_GONE);
    }
}
