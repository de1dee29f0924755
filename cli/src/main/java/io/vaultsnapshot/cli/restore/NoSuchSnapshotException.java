package io.vaultsnapshot.cli.restore;

/** Thrown when no snapshot is what was asked for. The message says what there is instead. */
public final class NoSuchSnapshotException extends Exception {
    private static final long serialVersionUID = 1;

    NoSuchSnapshotException(String message) {
        super(message);
    }
}
