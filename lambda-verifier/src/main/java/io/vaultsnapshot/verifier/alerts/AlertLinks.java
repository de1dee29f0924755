package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.Runbook;
import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.drill.DrillEnd;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.Situation;
import java.time.ZoneId;
import java.util.function.Function;

/**
 * Where the reader of an alert finds more.
 *
 * @param bucket the bucket with snapshots and documents
 * @param runbook where the runbook lies: a URL, or its path in the repository
 * @param zones the time zone of each cluster's schedule, in which its engineers most likely live
 */
public record AlertLinks(String bucket, String runbook, Function<String, ZoneId> zones) {
    /** Returns the zone of an alert's cluster. */
    ZoneId zone(Alert alert) {
        return zones.apply(alert.cluster());
    }

    /** Returns the runbook's section about an alert: the finding, the pause, the drill's end, or else the state. */
    String runbook(Alert alert) {
        return new Runbook(runbook).address(section(alert));
    }

    /** Returns where a person finds that section. */
    String runbookPlace(Alert alert) {
        return new Runbook(runbook).place(section(alert));
    }

    private static String section(Alert alert) {
        return switch (alert.kind()) {
            case PAUSE, RESUME -> ClusterState.PAUSED.id();
            case NOTICE -> alert.findings().get(0).code().runbookAnchor();
            case PROBLEM, REMINDER, RECOVERY ->
                alert.situation().cause() == Cause.SNAPSHOT_OVERWRITTEN
                                && !alert.findings().isEmpty()
                        ? alert.findings().get(0).code().runbookAnchor()
                        : section(alert.situation());
        };
    }

    private static String section(Situation situation) {
        if (situation.cause() == Cause.REPLICA_BEHIND || situation.cause() == Cause.REPLICA_UNREADABLE) {
            return Runbook.REPLICA;
        }
        DrillEnd drill = situation.drill();
        return drill == null ? situation.state().id() : drill.outcome().runbookAnchor();
    }

    /** Returns a snapshot's address. */
    String s3(SnapshotKey key) {
        return s3(key.format());
    }

    /** Returns an object's address. */
    String s3(String key) {
        return "s3://" + bucket + "/" + key;
    }

    /** Returns the command that shows what a drill said about itself, or how the cluster stands. */
    String showDrill(Alert alert) {
        DrillEnd drill = alert.situation().drill();
        return drill == null
                ? showStatus(alert.cluster())
                : "aws s3 cp " + s3(drill.key().format()) + " -";
    }

    /** Returns the command that shows what S3 itself says about the copy of the alert's snapshot. */
    String showReplication(Alert alert) {
        SnapshotKey key = alert.snapshot();
        return key == null
                ? showStatus(alert.cluster())
                : "aws s3api head-object --query ReplicationStatus --bucket " + bucket + " --key " + key.format();
    }

    /** Returns the command that lists the proofs of a cluster's drills. */
    String listDrills(String cluster) {
        return "aws s3 ls " + s3(DrillKey.prefix(cluster));
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
