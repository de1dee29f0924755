package io.vaultsnapshot.testing.iam;

/** A policy has something whose meaning is not known here. A guess could hide an access, so there is no answer. */
public final class UndecidedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UndecidedException(String what) {
        super(what);
    }
}
