package io.vaultsnapshot.demo;

/** The demo was told to use manifests or settings that it cannot use; nothing was started. */
final class WrongCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongCallException(String message) {
        super(message);
    }
}
