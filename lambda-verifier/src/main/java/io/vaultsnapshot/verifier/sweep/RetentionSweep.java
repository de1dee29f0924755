package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.retention.Retention;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.verification.Deadline;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import io.vaultsnapshot.verifier.retention.ClusterRetention;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The retention's turn at the end of a sweep. Each cluster has one sweep of the day, which follows from its name, so nobody
 * has to remember when it was looked at last. One that is missed waits for the next day: what is kept too long does no harm.
 */
public final class RetentionSweep {
    private static final int AT_ONCE = 16;

    private static final long SLOTS = Duration.ofDays(1).dividedBy(VerifierFunction.SWEEP_PERIOD);

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
     * @param deadline from when on no further cluster is looked at
     * @throws StoreUnavailableException if any could not be looked at; the others were
     */
    public void run(Deadline deadline, RunMetrics metrics) throws StoreUnavailableException {
        Optional<Retention> policy = settings.retention();
        if (policy.isEmpty()) {
            return;
        }
        List<ClusterSettings> due = due(clock.instant());
        SweepFailures failures = new SweepFailures();
        try (Workers workers = new Workers(AT_ONCE)) {
            workers.each(due, cluster -> {
                if (!deadline.isPassed()) {
                    run(cluster, policy.get(), metrics, failures);
                }
                return cluster;
            });
        }
        failures.throwAny();
    }

    private void run(ClusterSettings cluster, Retention policy, RunMetrics metrics, SweepFailures failures) {
        try {
            retention.run(cluster, policy, metrics);
        } catch (StoreUnavailableException unavailable) {
            failures.add(unavailable);
        }
    }

    private List<ClusterSettings> due(Instant now) {
        long slot = now.getEpochSecond() / VerifierFunction.SWEEP_PERIOD.toSeconds() % SLOTS;
        return settings.clusters().stream()
                .filter(cluster -> Math.floorMod(cluster.name().hashCode(), SLOTS) == slot)
                .toList();
    }
}
