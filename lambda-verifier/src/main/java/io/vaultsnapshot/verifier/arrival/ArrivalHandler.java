package io.vaultsnapshot.verifier.arrival;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertIdentity;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.OtherVersionKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.VersionListing;
import io.vaultsnapshot.snapshot.verification.Deadline;
import io.vaultsnapshot.snapshot.verification.SnapshotVerifier;
import io.vaultsnapshot.verifier.alerts.AlertSink;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import io.vaultsnapshot.verifier.records.VerificationRecords;
import io.vaultsnapshot.verifier.statemachine.StatusMachine;
import io.vaultsnapshot.verifier.statuses.StatusRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A snapshot arrived: it is verified, the record kept, the status brought up to date. */
public final class ArrivalHandler {
    private final VersionJudge.Sources sources;
    private final StatusRepository statuses;
    private final AlertSink alerts;
    private final Clock clock;

    /** Creates the handler over the places that it reads from and writes to. */
    public ArrivalHandler(
            SnapshotVerifier verifier,
            VersionListing versions,
            VerificationRecords records,
            StatusRepository statuses,
            AlertSink alerts,
            Clock clock) {
        this.sources = new VersionJudge.Sources(verifier, versions, records);
        this.statuses = statuses;
        this.alerts = alerts;
        this.clock = clock;
    }

    /**
     * Verifies the snapshot, unless this very version was verified before, and applies the result to the cluster's status. A
     * version that is not the first of its key is compared with the first.
     *
     * @param versionId the version that arrived, or null for what is there, if none was verified before
     * @param deadline when reading ends; the snapshot is unknown then
     * @throws StoreUnavailableException if record or status could not be read or written, or two versions not be compared
     */
    public void handle(
            ClusterSettings cluster, SnapshotKey key, @Nullable String versionId, Deadline deadline, RunMetrics metrics)
            throws StoreUnavailableException {
        try {
            new VersionJudge(sources, statuses, clock, cluster, key, deadline, metrics).judge(versionId);
        } catch (StoreUnavailableException unavailable) {
            // Neither record nor status can be kept, so nothing would remember to tell subscribers later.
            alerts.publish(unreadable(cluster, key, unavailable));
            throw unavailable;
        }
    }

    /**
     * A person acknowledged what was found in a snapshot: the record says so from now on, and the status follows.
     *
     * @throws StoreUnavailableException if record or status could not be read or written
     */
    public void acknowledge(ClusterSettings cluster, SnapshotKey key, RunMetrics metrics)
            throws StoreUnavailableException {
        Optional<VerificationRecord> record = sources.records().acknowledged(key);
        metrics.describe("acknowledged", String.valueOf(record.isPresent()));
        if (record.isPresent()) {
            statuses.change(cluster.name(), VersionJudge.step(cluster, record.get(), clock), metrics);
        }
    }

    /**
     * A person acknowledged that another version of a snapshot was written: its record says so from now on, and the status
     * follows.
     *
     * @throws StoreUnavailableException if record or status could not be read or written
     */
    public void acknowledge(ClusterSettings cluster, OtherVersionKey key, RunMetrics metrics)
            throws StoreUnavailableException {
        Optional<VerificationRecord> record = sources.records().acknowledged(key);
        metrics.describe("acknowledged", String.valueOf(record.isPresent()));
        if (record.isPresent()) {
            StatusMachine machine = new StatusMachine(cluster);
            statuses.change(
                    cluster.name(),
                    status -> machine.afterOtherVersion(status, record.get(), clock.instant()),
                    metrics);
        }
    }

    /** An alert without a status behind it. Its id depends on the snapshot only, so that retries repeat the same id. */
    private Alert unreadable(ClusterSettings cluster, SnapshotKey key, StoreUnavailableException unavailable) {
        Instant now = clock.instant();
        Cause cause = Cause.SNAPSHOT_UNREADABLE;
        String id = String.join("/", cluster.name(), AlertKind.PROBLEM.id(), cause.id(), key.format());
        return new Alert(
                new AlertIdentity(id, cluster.name(), AlertKind.PROBLEM, now),
                new Situation(cause, AlertSeverity.WARNING, now, null),
                cause.state(),
                null,
                key,
                List.of(Finding.of(unavailable.finding(), String.valueOf(unavailable.getMessage()))),
                false);
    }
}
