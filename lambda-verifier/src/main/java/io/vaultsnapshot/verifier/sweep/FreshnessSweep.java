package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.DerivedSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.SnapshotStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredObject;
import io.vaultsnapshot.verifier.arrival.ArrivalHandler;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import io.vaultsnapshot.verifier.records.VerificationRecords;
import io.vaultsnapshot.verifier.statuses.StatusRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for what is missing. Its cost does not grow with the number of snapshots: one listing of the statuses tells which
 * changed since the last sweep; only those, and the clusters that look late, are read; only in the folders of late ones
 * is anything listed. A newer snapshot found there, whose event was lost, is verified at once.
 */
public final class FreshnessSweep {
    /** Looks wait for S3 nearly all of their time, so one processor carries many. */
    private static final int LOOKS_AT_ONCE = 16;
    /** Verifying needs a processor and buffers of its own; two keep the line busy while one computes. */
    private static final int VERIFICATIONS_AT_ONCE = 2;

    private final SnapshotSettings settings;
    private final DocumentStore documents;
    private final ArrivalHandler arrival;
    private final StatusRepository statuses;
    private final ClusterCheck look;
    private final FleetMetrics report;
    /** What is not begun by then is left to the next sweep, so that what was found is still told before the time-out. */
    private final Duration budget;

    private final Clock clock;

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
        this.look = new ClusterCheck(snapshots, documents, records, statuses, clock);
        this.report = new FleetMetrics(settings);
        this.budget =
                DerivedSettings.of(settings).functionTimeout().multipliedBy(2).dividedBy(3);
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
        Map<String, StoredObject> listed = new HashMap<>();
        documents.list(StatusKey.ROOT).forEach(object -> listed.put(object.key(), object));
        FleetIndexStore index = new FleetIndexStore(documents);
        Map<String, FleetEntry> before = index.read(settings.clusters().size(), listed.keySet());
        Map<String, FleetEntry> after = new HashMap<>();
        List<ClusterSettings> open = new ArrayList<>();
        for (ClusterSettings cluster : settings.clusters()) {
            FleetEntry known = before.get(cluster.name());
            StoredObject status = listed.get(StatusKey.of(cluster.name()));
            if (known != null && status != null && SweptEntry.stillHolds(known, cluster, status.etag(), begin)) {
                after.put(cluster.name(), known);
            } else {
                open.add(cluster);
            }
        }
        SweepFailures failures = new SweepFailures();
        for (SweptCluster swept : look(open, begin.plus(budget), failures, metrics)) {
            SweptEntry.of(swept).ifPresent(entry -> after.put(swept.name(), entry));
        }
        index.write(begin, after);
        metrics.add(VerifierMetrics.CLUSTERS_LOOKED_AT, open.size());
        report.print(after, begin, metrics);
        failures.throwAny();
        metrics.add(VerifierMetrics.SWEEP_COMPLETED, 1);
    }

    private List<SweptCluster> look(
            List<ClusterSettings> clusters, Instant end, SweepFailures failures, RunMetrics metrics) {
        if (clusters.isEmpty()) {
            return List.of();
        }
        try (Workers lookers = new Workers(LOOKS_AT_ONCE);
                Workers verifiers = new Workers(VERIFICATIONS_AT_ONCE)) {
            List<SweptCluster> looked =
                    lookers.each(clusters, cluster -> step(cluster, end, failures, () -> look.at(cluster)));
            List<SweptCluster> verified = verifiers.each(looked, each -> verify(each, end, failures, metrics));
            return new SweepDelivery(statuses, failures, metrics).deliver(verified, lookers);
        }
    }

    private SweptCluster verify(SweptCluster looked, Instant end, SweepFailures failures, RunMetrics metrics) {
        SnapshotKey news = looked.news();
        return news == null
                ? looked
                : step(
                        looked.cluster(),
                        end,
                        failures,
                        () -> SweptCluster.settled(looked.cluster(), arrival.find(looked.cluster(), news, metrics)));
    }

    @FunctionalInterface
    private interface Step {
        SweptCluster take() throws StoreUnavailableException;
    }

    private SweptCluster step(ClusterSettings cluster, Instant end, SweepFailures failures, Step step) {
        if (clock.instant().isAfter(end)) {
            failures.addOutOfTime(cluster.name());
            return SweptCluster.unseen(cluster);
        }
        try {
            return step.take();
        } catch (StoreUnavailableException unavailable) {
            failures.add(unavailable);
            return SweptCluster.unseen(cluster);
        }
    }
}
