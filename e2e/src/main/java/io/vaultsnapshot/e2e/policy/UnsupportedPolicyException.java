package io.vaultsnapshot.e2e.policy;

import java.io.Serial;

/** A policy says something that is not enforced here. The message names the policy and the part of it. */
public final class UnsupportedPolicyException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Says what is not supported. */
    public UnsupportedPolicyException(String message) {
        super(message);
    }
}
