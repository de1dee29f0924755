package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.health.ClusterState;

/**
 * Where an alert's reader finds more.
 *
 * @param bucket the bucket with snapshots and documents
 * @param runbook where the runbook lies: a URL, or its path in the repository
 */
public record AlertLinks(String bucket, String runbook) {
    /** Returns the runbook's section about an alert: its state, or for a remark about a good snapshot the finding. */
    String runbook(Alert alert) {
        return alert.state() == ClusterState.HEALTHY && !alert.findings().isEmpty()
                ? runbook + "#" + alert.findings().get(0).code().runbookAnchor()
                : runbook(alert.state());
    }

    /** Returns an object's address. */
    String s3(String key) {
        return "s3://" + bucket + "/" + key;
    }

    /** Returns the runbook's section about a state. */
    String runbook(ClusterState state) {
        return runbook + "#" + state.id();
    }

    /** Returns the command that shows how a cluster stands. */
    String showStatus(String cluster) {
        return "aws s3 cp " + s3(StatusKey.of(cluster)) + " -";
    }

    /** Returns the command that shows how the fleet stands. */
    String showFleet() {
        return "aws s3 cp " + s3(StatusKey.FLEET_INDEX) + " -";
    }
}
