package io.vaultsnapshot.cli;

/** A snapshot could not be read. This says nothing about its bytes. */
final class SourceUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    SourceUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
