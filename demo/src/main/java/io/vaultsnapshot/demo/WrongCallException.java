package io.vaultsnapshot.demo;

import java.io.Serial;

/** The demo got manifests or settings that it cannot use. Nothing was started. */
final class WrongCallException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    WrongCallException(String message) {
        super(message);
    }
}
