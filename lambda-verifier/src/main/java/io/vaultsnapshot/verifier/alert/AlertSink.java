package io.vaultsnapshot.verifier.alert;

import io.vaultsnapshot.contract.document.Alert;

/** Where alerts go. */
public interface AlertSink {
    /**
     * Hands the alert over.
     *
     * @throws AlertNotPublishedException if it was not taken; it stays in the cluster's status and is tried again
     */
    void publish(Alert alert);
}
