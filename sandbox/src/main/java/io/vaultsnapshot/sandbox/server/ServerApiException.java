package io.vaultsnapshot.sandbox.server;

import java.io.Serial;

/** The server refused a request, or did not answer it. The message says which request and what it answered. */
public final class ServerApiException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ServerApiException(String message) {
        super(message);
    }

    ServerApiException(String message, Throwable cause) {
        super(message, cause);
    }
}
