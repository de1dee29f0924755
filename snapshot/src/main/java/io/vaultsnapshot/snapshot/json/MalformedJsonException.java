package io.vaultsnapshot.snapshot.json;

import java.io.IOException;

/** A text is not a JSON object. The message says what is wrong, and where. */
public final class MalformedJsonException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedJsonException(String message, Throwable cause) {
        super(message, cause);
    }

    MalformedJsonException(String message) {
        super(message);
    }
}
