package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;

/** Where alerts go. */
public interface AlertSink {
    /**
     * Hands the alert over.
     *
     * @throws AlertNotPublishedException if it was not taken; it stays in the cluster's status and is tried again
     */
    void publish(Alert alert);

    /**
     * Hands alerts about the same thing over, in one message where the sink can.
     *
     * @throws AlertNotPublishedException if they were not taken, or not all of them; all are tried again
     */
    default void publish(AlertGroup group) {
        group.alerts().forEach(this::publish);
    }
}
