package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.verification.Deadline;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import io.vaultsnapshot.verifier.records.VerificationRecords;
import io.vaultsnapshot.verifier.replica.ReplicaCheck;
import io.vaultsnapshot.verifier.requests.RequestNotTakenException;
import io.vaultsnapshot.verifier.requests.VerificationRequests;
import io.vaultsnapshot.verifier.runs.JobRunDocuments;
import io.vaultsnapshot.verifier.statuses.StatusRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Looks for what is missing. It reads the status of every cluster, and lists the folder of those that look late. It sends the
 * alerts, and then asks for the verification of the newer snapshots that it found, whose events were lost. It verifies nothing
 * itself, so no snapshot can keep a sweep from its end.
 */
public final class FreshnessSweep {
    /** A check waits for S3 nearly all of its time, so one processor carries many. */
    private static final int CHECKS_AT_ONCE = 16;
    /**
     * How many verifications one sweep asks for. It limits what a sweep costs, and how much of the account's concurrency the
     * first sweep over an old bucket takes. The largest fleet that fits into one stack gets its turn within three sweeps,
     * before a snapshot that waits is told as unknown.
     */
    static final int MOST_REQUESTS = 200;

    private final SnapshotSettings settings;
    private final FleetView view;
    private final VerificationRequests requests;
    private final StatusRepository statuses;
    private final ReplicaCheck replica;
    private final ClusterCheck check;
    private final FleetDeadlines deadlines = new FleetDeadlines();
    private final FleetMetrics fleetMetrics;
    private final Clock clock;

    /** Creates the sweep over the clusters of the settings. */
    public FreshnessSweep(
            SnapshotSettings settings,
            SweptStores stores,
            VerificationRecords records,
            VerificationRequests requests,
            StatusRepository statuses,
            Clock clock) {
        this.settings = settings;
        this.view = stores.view();
        this.replica = stores.replica();
        this.requests = requests;
        this.statuses = statuses;
        this.check = new ClusterCheck(
                stores.snapshots(),
                records,
                statuses,
                deadlines,
                new JobRunDocuments(stores.snapshots(), clock),
                replica,
                clock);
        this.fleetMetrics = new FleetMetrics(settings, deadlines);
        this.clock = clock;
    }

    /**
     * Sweeps all clusters of the settings. One that cannot be looked at does not keep the others from it.
     *
     * @param deadline from when on no further cluster is looked at; the next sweep goes on there
     * @throws StoreUnavailableException if any could not be looked at; the run then counts as not finished
     * @throws io.vaultsnapshot.verifier.alerts.AlertNotPublishedException if an alert was not taken; it stays stored
     * @throws RequestNotTakenException if a verification could not be requested
     */
    public void run(Deadline deadline, RunMetrics metrics) throws StoreUnavailableException {
        Instant begin = clock.instant();
        replica.begin();
        Run run = new Run(deadline, new SweepFailures(), metrics);
        Map<String, FleetEntry> fleet = new HashMap<>();
        try (Workers workers = new Workers(CHECKS_AT_ONCE)) {
            List<SweptCluster> checked = deliver(run, workers, checkAll(run, workers));
            keep(checked, fleet);
            request(run, workers, unverified(checked, begin));
        }
        view.write(new FleetIndex(begin, fleet), deadline, metrics);
        fleetMetrics.record(fleet, begin, metrics);
        run.failures().throwAny();
        metrics.add(VerifierMetrics.SWEEP_COMPLETED, 1);
    }

    private record Run(Deadline deadline, SweepFailures failures, RunMetrics metrics) {}

    private List<SweptCluster> checkAll(Run run, Workers workers) {
        return workers.each(settings.clusters(), cluster -> step(run, cluster, () -> check.at(cluster)));
    }

    private List<SweptCluster> deliver(Run run, Workers workers, List<SweptCluster> clusters) {
        return new SweepDelivery(statuses, deadlines, run.failures(), run.metrics()).deliver(clusters, workers);
    }

    private static void keep(List<SweptCluster> clusters, Map<String, FleetEntry> fleet) {
        clusters.stream()
                .filter(swept -> swept.entry() != null)
                .forEach(swept -> fleet.put(swept.name(), Objects.requireNonNull(swept.entry())));
    }

    /**
     * Returns the snapshots that this sweep asks for. When there are too many, each sweep begins at another place of the list,
     * so that one which cannot be verified does not take the turn of another for ever.
     */
    private static List<RecordKey> unverified(List<SweptCluster> checked, Instant now) {
        List<RecordKey> keys = new ArrayList<>();
        checked.forEach(swept -> keys.addAll(swept.unverified()));
        long sweep = now.getEpochSecond() / VerifierFunction.SWEEP_PERIOD.toSeconds();
        Collections.rotate(keys, -Math.floorMod(sweep * MOST_REQUESTS, Math.max(1, keys.size())));
        return keys.subList(0, Math.min(keys.size(), MOST_REQUESTS));
    }

    private void request(Run run, Workers workers, List<RecordKey> keys) {
        run.metrics().describe("verificationsRequested", String.valueOf(keys.size()));
        workers.each(keys, key -> {
            try {
                requests.request(key);
            } catch (RequestNotTakenException refused) {
                run.failures().add(refused);
            }
            return key;
        });
    }

    @FunctionalInterface
    private interface Step {
        SweptCluster take() throws StoreUnavailableException;
    }

    private SweptCluster step(Run run, ClusterSettings cluster, Step step) {
        if (run.deadline().isPassed()) {
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
