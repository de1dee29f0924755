package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.Deadlines;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.contract.status.NextSnapshot;
import io.vaultsnapshot.snapshot.freshness.FreshnessPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When proofs run out and snapshots are due, for each cluster of a fleet. What is costly is derived once for all
 * clusters with the same settings.
 */
final class FleetDeadlines {
    private final Map<Inputs, Map<ProofLevel, Duration>> ages = new ConcurrentHashMap<>();

    /** What deadlines depend on; clusters of a large fleet share few of them, and each costs a walk through years. */
    private record Inputs(Object job, Object recovery, Object drill) {}

    /** Returns what the fleet's index says of a cluster. */
    FleetEntry entry(ClusterSettings cluster, ClusterStatus status) {
        NextSnapshot next = new FreshnessPolicy(cluster)
                .next(status.observations())
                .map(due -> new NextSnapshot(due.dueAt(), due.staleFrom()))
                .orElse(null);
        return FleetEntry.of(status, ages(cluster), next);
    }

    /** Returns how old the proof of each level that is expected may become. */
    Map<ProofLevel, Duration> ages(ClusterSettings cluster) {
        return ages.computeIfAbsent(
                new Inputs(cluster.job(), cluster.recovery(), cluster.drill()),
                inputs -> Deadlines.of(cluster).ages());
    }
}
