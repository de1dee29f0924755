package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.DerivedSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.SnapshotStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.verifier.arrival.ArrivalHandler;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import io.vaultsnapshot.verifier.records.VerificationRecords;
import io.vaultsnapshot.verifier.statuses.StatusRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Looks for what is missing. It reads the status of every cluster, and lists the folder of those that look late. Alerts go
 * out before anything slow begins; then the newer snapshots that it found, whose events were lost, are verified.
 */
public final class FreshnessSweep {
    /** A check waits for S3 nearly all of its time, so one processor carries many. */
    private static final int CHECKS_AT_ONCE = 16;
    /** Verifying needs a processor and buffers of its own; two keep the line busy while one computes. */
    private static final int VERIFICATIONS_AT_ONCE = 2;

    private final SnapshotSettings settings;
    private final DocumentStore documents;
    private final ArrivalHandler arrival;
    private final StatusRepository statuses;
    private final ClusterCheck check;
    private final FleetMetrics fleetMetrics;
    private final Clock clock;

    /** Creates the sweep over the clusters of the settings. */
    public FreshnessSweep(
            SnapshotSettings settings,
            SnapshotStore snapshots,
            DocumentStore documents,
            VerificationRecords records,
            ArrivalHandler arrival,
            StatusRepository statuses,
            Clock clock) {
        this.settings = settings;
        this.documents = documents;
        this.arrival = arrival;
        this.statuses = statuses;
        this.check = new ClusterCheck(snapshots, records, statuses, clock);
        this.fleetMetrics = new FleetMetrics(settings);
        this.clock = clock;
    }

    /**
     * Sweeps all clusters of the settings. One that cannot be looked at does not keep the others from it.
     *
     * @throws StoreUnavailableException if any could not be looked at; the run then counts as not finished
     * @throws io.vaultsnapshot.verifier.alerts.AlertNotPublishedException if an alert was not taken; it stays stored
     */
    public void run(RunMetrics metrics) throws StoreUnavailableException {
        Instant begin = clock.instant();
        Run run = new Run(begin.plus(budget()), new SweepFailures(), metrics);
        Map<String, FleetEntry> fleet = new HashMap<>();
        try (Workers checkers = new Workers(CHECKS_AT_ONCE);
                Workers verifiers = new Workers(VERIFICATIONS_AT_ONCE)) {
            List<SweptCluster> checked = deliver(run, checkers, checkAll(run, checkers));
            keep(checked, fleet);
            List<SweptCluster> verified = deliver(run, checkers, verify(run, verifiers, checked));
            keep(verified, fleet);
        }
        documents.overwrite(StatusKey.FLEET_INDEX, new FleetIndex(begin, fleet).toMap());
        fleetMetrics.record(fleet, begin, metrics);
        run.failures().throwAny();
        metrics.add(VerifierMetrics.SWEEP_COMPLETED, 1);
    }

    /** What is not begun within the budget is left to the next sweep, so that this one ends before its time-out. */
    private Duration budget() {
        return DerivedSettings.of(settings).functionTimeout().multipliedBy(2).dividedBy(3);
    }

    private record Run(Instant end, SweepFailures failures, RunMetrics metrics) {}

    private List<SweptCluster> checkAll(Run run, Workers workers) {
        return workers.each(settings.clusters(), cluster -> step(run, cluster, () -> check.at(cluster)));
    }

    private List<SweptCluster> deliver(Run run, Workers workers, List<SweptCluster> clusters) {
        return new SweepDelivery(statuses, run.failures(), run.metrics()).deliver(clusters, workers);
    }

    private static void keep(List<SweptCluster> clusters, Map<String, FleetEntry> fleet) {
        clusters.stream()
                .filter(swept -> swept.entry() != null)
                .forEach(swept -> fleet.put(swept.name(), Objects.requireNonNull(swept.entry())));
    }

    private List<SweptCluster> verify(Run run, Workers workers, List<SweptCluster> checked) {
        List<SweptCluster> found =
                checked.stream().filter(swept -> swept.unverified() != null).toList();
        return workers.each(found, swept -> {
            SnapshotKey key = Objects.requireNonNull(swept.unverified());
            return step(
                    run,
                    swept.cluster(),
                    () -> SweptCluster.settled(swept.cluster(), arrival.find(swept.cluster(), key, run.metrics())));
        });
    }

    @FunctionalInterface
    private interface Step {
        SweptCluster take() throws StoreUnavailableException;
    }

    private SweptCluster step(Run run, ClusterSettings cluster, Step step) {
        if (clock.instant().isAfter(run.end())) {
            run.failures().addOutOfTime(cluster.name());
            return SweptCluster.unseen(cluster);
        }
        try {
            return step.take();
        } catch (StoreUnavailableException unavailable) {
            run.failures().add(unavailable);
            return SweptCluster.unseen(cluster);
        }
    }
}
