package io.vaultsnapshot.verifier.handler;

import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.OtherVersionKey;
import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.verification.Deadline;
import io.vaultsnapshot.verifier.arrival.ArrivalHandler;
import io.vaultsnapshot.verifier.drills.DrillHandler;
import io.vaultsnapshot.verifier.event.VerifierEvent;
import io.vaultsnapshot.verifier.event.VerifierEvent.ObjectCreated;
import io.vaultsnapshot.verifier.event.VerifierEvent.SelfTestDue;
import io.vaultsnapshot.verifier.metrics.RunLog;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import io.vaultsnapshot.verifier.runs.JobRunHandler;
import io.vaultsnapshot.verifier.selftest.AlertPathSelfTest;
import io.vaultsnapshot.verifier.sweep.FreshnessSweep;
import io.vaultsnapshot.verifier.sweep.OverwriteSweep;
import io.vaultsnapshot.verifier.sweep.RetentionSweep;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Handles one event and prints what the run counted, however it ended. */
final class Verifier {
    private final SnapshotSettings settings;
    private final String bucket;
    private final Arrivals arrivals;
    private final Sweeps sweeps;
    private final AlertPathSelfTest selfTest;
    private final Clock clock;
    private final RunLog log;

    Verifier(
            SnapshotSettings settings,
            String bucket,
            Arrivals arrivals,
            Sweeps sweeps,
            AlertPathSelfTest selfTest,
            Clock clock,
            RunLog log) {
        this.settings = settings;
        this.bucket = bucket;
        this.arrivals = arrivals;
        this.sweeps = sweeps;
        this.selfTest = selfTest;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Handles the event.
     *
     * @param deadline when reading ends and nothing slow begins any more; what is known by then is still kept and told
     * @throws UncheckedIOException if the store could not be looked at; Lambda then tries the event again
     */
    void handle(VerifierEvent event, Deadline deadline) {
        Instant begin = clock.instant();
        RunMetrics metrics = log.begin();
        try {
            if (event instanceof ObjectCreated created) {
                handleArrival(created, deadline, metrics);
            } else if (event instanceof SelfTestDue) {
                metrics.describe("run", "self-test");
                selfTest.plant();
            } else {
                metrics.describe("run", "sweep");
                sweeps.freshness().run(deadline, metrics);
                sweeps.overwrites().run(deadline, metrics);
                sweeps.retention().run(deadline, metrics);
            }
        } catch (StoreUnavailableException unavailable) {
            metrics.describe("failure", String.valueOf(unavailable.getMessage()));
            throw new UncheckedIOException(unavailable);
        } finally {
            metrics.add(
                    VerifierMetrics.RUN_DURATION,
                    Duration.between(begin, clock.instant()).toMillis());
            log.print(metrics, begin);
        }
    }

    private void handleArrival(ObjectCreated created, Deadline deadline, RunMetrics metrics)
            throws StoreUnavailableException {
        metrics.describe("run", "arrival");
        metrics.describe("key", created.key());
        if (!created.bucket().equals(bucket)) {
            throw new IllegalArgumentException(
                    "the event is of bucket '" + created.bucket() + "', this verifier watches '" + bucket + "'");
        }
        if (created.key().startsWith(DrillKey.ROOT)) {
            handleDrill(created, metrics);
            return;
        }
        if (created.key().startsWith(RunKey.ROOT)) {
            handleJobRun(created, metrics);
            return;
        }
        Optional<OtherVersionKey> other = OtherVersionKey.ofAcknowledgement(created.key());
        boolean acknowledgement = created.key().startsWith(SnapshotKey.ACKNOWLEDGEMENT_ROOT);
        Optional<SnapshotKey> key = other.map(OtherVersionKey::snapshot)
                .or(() -> acknowledgement
                        ? SnapshotKey.ofAcknowledgement(created.key())
                        : SnapshotKey.parse(created.key()));
        if (key.isEmpty()) {
            skip(FindingCode.KEY_UNRECOGNIZED, metrics);
            return;
        }
        if (SelfTest.isOf(key.get().cluster())) {
            selfTest.found(key.get(), created.versionId(), deadline, metrics);
            return;
        }
        Optional<ClusterSettings> cluster = settings.cluster(key.get().cluster());
        if (cluster.isEmpty()) {
            skip(FindingCode.CLUSTER_UNKNOWN, metrics);
            return;
        }
        if (other.isPresent()) {
            arrivals.snapshots().acknowledge(cluster.get(), other.get(), metrics);
        } else if (acknowledgement) {
            arrivals.snapshots().acknowledge(cluster.get(), key.get(), metrics);
        } else {
            arrivals.snapshots().handle(cluster.get(), key.get(), created.versionId(), deadline, metrics);
        }
    }

    private void handleDrill(ObjectCreated created, RunMetrics metrics) throws StoreUnavailableException {
        metrics.describe("run", "drill");
        Optional<DrillKey> key = DrillKey.parse(created.key());
        Optional<ClusterSettings> cluster = key.map(DrillKey::cluster).flatMap(settings::cluster);
        if (key.isEmpty() || cluster.isEmpty()) {
            skip(key.isEmpty() ? FindingCode.KEY_UNRECOGNIZED : FindingCode.CLUSTER_UNKNOWN, metrics);
            return;
        }
        arrivals.drills().handle(cluster.get(), key.get(), created.versionId(), metrics);
    }

    private void handleJobRun(ObjectCreated created, RunMetrics metrics) throws StoreUnavailableException {
        metrics.describe("run", "job-run");
        Optional<RunKey> key = RunKey.parse(created.key());
        Optional<ClusterSettings> cluster = key.map(RunKey::cluster).flatMap(settings::cluster);
        if (key.isEmpty() || cluster.isEmpty()) {
            skip(key.isEmpty() ? FindingCode.KEY_UNRECOGNIZED : FindingCode.CLUSTER_UNKNOWN, metrics);
            return;
        }
        arrivals.jobRuns().handle(cluster.get(), key.get(), created.versionId(), metrics);
    }

    /**
     * What handles objects that arrive.
     *
     * @param snapshots handles snapshots
     * @param drills handles proofs of restore drills
     * @param jobRuns handles what runs of backup jobs say
     */
    record Arrivals(ArrivalHandler snapshots, DrillHandler drills, JobRunHandler jobRuns) {}

    /**
     * What happens every 15 minutes. When one fails, the next is left out: nothing goes while something is wrong.
     *
     * @param freshness looks for what is missing
     * @param overwrites looks for versions that nobody has compared with the first one
     * @param retention marks what may go
     */
    record Sweeps(FreshnessSweep freshness, OverwriteSweep overwrites, RetentionSweep retention) {}

    private static void skip(FindingCode finding, RunMetrics metrics) {
        metrics.add(VerifierMetrics.FINDINGS, 1);
        metrics.describe("finding", finding.name());
    }
}
