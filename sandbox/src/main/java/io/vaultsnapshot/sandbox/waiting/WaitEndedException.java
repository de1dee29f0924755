package io.vaultsnapshot.sandbox.waiting;

import java.io.Serial;

/**
 * Ends a wait at once, however much time is left: what is waited for can no longer come. {@link Waiting} treats any other
 * exception of a condition as "not yet".
 */
public class WaitEndedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates one that says what happened. */
    public WaitEndedException(String message) {
        super(message);
    }

    /** Creates one that says what happened and why. */
    public WaitEndedException(String message, Throwable cause) {
        super(message, cause);
    }
}
