package io.vaultsnapshot.demo;

/** A part of the demo did not do what it has to; the message tells a person what and where to look. */
final class DemoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }

    DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
