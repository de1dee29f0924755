package io.vaultsnapshot.verifier.event;

/** The function was invoked with something that is neither a new object, nor the schedule's event, nor a request of its own. */
public final class UnknownEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; the message says what was expected. */
    public UnknownEventException(String what) {
        super("the event " + what
                + "; expected EventBridge's \"Object Created\" of S3 or \"Scheduled Event\", or the function's own"
                + " \"Verification Requested\"");
    }
}
