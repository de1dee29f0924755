package io.vaultsnapshot.manifests;

/** There is no settings block to read: no file, no JSON, or no such block in it. The message is for the operator. */
final class UnreadableSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableSettingsException(String message) {
        super(message);
    }
}
