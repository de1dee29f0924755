package io.vaultsnapshot.verifier.arrival;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertIdentity;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.metric.MetricDimension;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.SealCheck;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.verification.Deadline;
import io.vaultsnapshot.snapshot.verification.SnapshotVerifier;
import io.vaultsnapshot.verifier.alerts.AlertSink;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import io.vaultsnapshot.verifier.records.SealRecheck;
import io.vaultsnapshot.verifier.records.VerificationRecords;
import io.vaultsnapshot.verifier.statemachine.StatusMachine;
import io.vaultsnapshot.verifier.statuses.StatusRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A snapshot arrived: it is verified, the record kept, the status brought up to date. */
public final class ArrivalHandler {
    private final SnapshotVerifier verifier;
    private final VerificationRecords records;
    private final StatusRepository statuses;
    private final AlertSink alerts;
    private final Clock clock;

    /** Creates the handler over the places that it reads from and writes to. */
    public ArrivalHandler(
            SnapshotVerifier verifier,
            VerificationRecords records,
            StatusRepository statuses,
            AlertSink alerts,
            Clock clock) {
        this.verifier = verifier;
        this.records = records;
        this.statuses = statuses;
        this.alerts = alerts;
        this.clock = clock;
    }

    /**
     * Verifies the snapshot, unless this very version was verified before, and applies the result to the cluster's status.
     *
     * @param versionId the version that arrived, or null for the current one, if none was verified before
     * @param deadline when reading ends; the snapshot is unknown then
     * @throws StoreUnavailableException if record or status could not be read or written
     */
    public void handle(
            ClusterSettings cluster, SnapshotKey key, @Nullable String versionId, Deadline deadline, RunMetrics metrics)
            throws StoreUnavailableException {
        try {
            VerificationRecord record = record(cluster, key, versionId, deadline, metrics);
            metrics.describe("verdict", record.verdict().id());
            statuses.change(cluster.name(), step(cluster, record), metrics);
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
        Optional<VerificationRecord> record = records.acknowledged(key);
        metrics.describe("acknowledged", String.valueOf(record.isPresent()));
        if (record.isPresent()) {
            statuses.change(cluster.name(), step(cluster, record.get()), metrics);
        }
    }

    private UnaryOperator<ClusterStatus> step(ClusterSettings cluster, VerificationRecord record) {
        StatusMachine machine = new StatusMachine(cluster);
        Optional<SealCheck> seal = SealRecheck.of(record);
        return status -> {
            ClusterStatus after = machine.afterVerification(status, record, clock.instant());
            return seal.map(check -> machine.afterSealCheck(after, check, clock.instant()))
                    .orElse(after);
        };
    }

    private VerificationRecord record(
            ClusterSettings cluster, SnapshotKey key, @Nullable String versionId, Deadline deadline, RunMetrics metrics)
            throws StoreUnavailableException {
        Optional<VerificationRecord> known = records.known(key, versionId);
        if (known.isPresent()) {
            return known.get();
        }
        Instant begin = clock.instant();
        VerificationRecord record = records.keep(cluster, key, verifier.verify(key, versionId, deadline));
        measure(key, record, Duration.between(begin, clock.instant()), metrics);
        metrics.add(VerifierMetrics.SNAPSHOTS_VERIFIED, 1);
        metrics.add(VerifierMetrics.FINDINGS, record.findings().size());
        ArchiveReport archive = record.archive();
        metrics.add(VerifierMetrics.BYTES_VERIFIED, archive == null ? 0 : archive.size());
        return record;
    }

    /** What is known of one cluster's snapshot, for the trend of its size and of the time it takes. */
    private static void measure(SnapshotKey key, VerificationRecord record, Duration took, RunMetrics metrics) {
        ArchiveReport archive = record.archive();
        if (archive != null) {
            metrics.record(MetricDimension.CLUSTER, key.cluster(), VerifierMetrics.SNAPSHOT_SIZE, archive.size());
        }
        metrics.record(MetricDimension.CLUSTER, key.cluster(), VerifierMetrics.VERIFICATION_DURATION, took.toMillis());
        metrics.record(
                MetricDimension.CLUSTER,
                key.cluster(),
                VerifierMetrics.SNAPSHOT_FINDINGS,
                record.findings().size());
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
