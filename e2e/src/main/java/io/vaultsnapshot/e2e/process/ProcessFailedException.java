package io.vaultsnapshot.e2e.process;

import java.io.Serial;

/** A program could not be started, ended although it should run, or failed. The message names it and its log. */
public final class ProcessFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates one with what to read. */
    public ProcessFailedException(String message) {
        super(message);
    }

    /** Creates one with what to read and why. */
    public ProcessFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
