package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.contract.retention.Retention;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.verification.Deadline;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import io.vaultsnapshot.verifier.retention.ClusterRetention;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The retention's turn at the end of a sweep. A turn that is missed waits for the next day: what is kept too long does no harm.
 */
public final class RetentionSweep {
    private static final int AT_ONCE = 16;

    private final SnapshotSettings settings;
    private final ClusterRetention retention;
    private final Clock clock;

    /** Creates it over the clusters of the settings. */
    public RetentionSweep(SnapshotSettings settings, ClusterRetention retention, Clock clock) {
        this.settings = settings;
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * Looks at the clusters whose turn it is, if the settings let anything go.
     *
     * @param deadline from when on no further cluster is looked at, and those that are write down how far they came
     * @throws StoreUnavailableException if any could not be looked at; the others were
     */
    public void run(Deadline deadline, RunMetrics metrics) throws StoreUnavailableException {
        Optional<Retention> policy = settings.retention();
        if (policy.isEmpty()) {
            return;
        }
        List<ClusterSettings> due = ClustersInTurn.at(clock.instant(), settings.clusters());
        SweepFailures failures = new SweepFailures();
        try (Workers workers = new Workers(AT_ONCE)) {
            workers.each(due, cluster -> {
                if (!deadline.isPassed()) {
                    run(cluster, policy.get(), deadline, metrics, failures);
                }
                return cluster;
            });
        }
        failures.throwAny();
    }

    private void run(
            ClusterSettings cluster, Retention policy, Deadline deadline, RunMetrics metrics, SweepFailures failures) {
        try {
            retention.run(cluster, policy, deadline, metrics);
        } catch (StoreUnavailableException unavailable) {
            failures.add(unavailable);
        }
    }
}
