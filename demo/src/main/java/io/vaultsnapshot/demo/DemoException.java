package io.vaultsnapshot.demo;

import java.io.Serial;

/** A part of the demo did not do what it has to. The message says what, and where to look. */
final class DemoException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }

    DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
