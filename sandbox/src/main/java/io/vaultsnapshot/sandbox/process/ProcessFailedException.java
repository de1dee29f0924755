package io.vaultsnapshot.sandbox.process;

import io.vaultsnapshot.sandbox.waiting.WaitEndedException;
import java.io.Serial;

/** A program could not be started, ended although it should run, or failed. The message names it and its log. */
public final class ProcessFailedException extends WaitEndedException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates one that says what happened. */
    public ProcessFailedException(String message) {
        super(message);
    }

    /** Creates one that says what happened and why. */
    public ProcessFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
