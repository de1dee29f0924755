package io.vaultsnapshot.verifier.alerts;

import org.jspecify.annotations.Nullable;

/** The topic did not take an alert. Fails the invocation, so that it is retried and in the end counted as dead. */
public final class AlertNotPublishedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; the message names topic, alert and cause. */
    public AlertNotPublishedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
