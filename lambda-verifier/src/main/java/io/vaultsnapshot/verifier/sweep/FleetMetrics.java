package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.metric.MetricDimension;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.Deadlines;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The metrics of a sweep: how many clusters are in each state, and for each group how old its proofs are, by its worst
 * cluster. A cluster that nobody could look at is not counted; its sweep then has no heartbeat, and that alarms.
 */
final class FleetMetrics {
    private static final int PERCENT = 100;

    private final SnapshotSettings settings;
    private final Map<ScheduleOf, Map<ProofLevel, Duration>> deadlines = new HashMap<>();

    FleetMetrics(SnapshotSettings settings) {
        this.settings = settings;
    }

    /** What deadlines depend on; large fleets share few of them, and working one out walks years of a schedule. */
    private record ScheduleOf(Object job, Object recovery) {}

    void print(Map<String, FleetEntry> entries, Instant now, RunMetrics metrics) {
        Map<ClusterState, Long> states = new EnumMap<>(ClusterState.class);
        Map<String, Map<VerifierMetrics, Long>> worst = new HashMap<>();
        for (ClusterSettings cluster : settings.clusters()) {
            FleetEntry entry = entries.get(cluster.name());
            if (entry == null) {
                continue;
            }
            states.merge(entry.state(), 1L, Long::sum);
            if (entry.state() != ClusterState.PAUSED) {
                addAges(
                        cluster,
                        entry,
                        now,
                        worst.computeIfAbsent(cluster.group(), group -> new EnumMap<>(VerifierMetrics.class)));
            }
        }
        for (ClusterState state : ClusterState.values()) {
            metrics.record(
                    MetricDimension.STATE,
                    state.id(),
                    VerifierMetrics.CLUSTERS_IN_STATE,
                    states.getOrDefault(state, 0L));
        }
        worst.forEach((group, ages) ->
                ages.forEach((metric, age) -> metrics.record(MetricDimension.GROUP, group, metric, age)));
        metrics.add(VerifierMetrics.CLUSTERS, settings.clusters().size());
        metrics.add(
                VerifierMetrics.CLUSTERS_NOT_HEALTHY,
                settings.clusters().size() - states.getOrDefault(ClusterState.HEALTHY, 0L));
    }

    private void addAges(ClusterSettings cluster, FleetEntry entry, Instant now, Map<VerifierMetrics, Long> worst) {
        deadlines(cluster).forEach((level, deadline) -> {
            Instant provenAt = entry.proofs().getOrDefault(level, entry.watchedSince());
            long age = Math.max(0, Duration.between(provenAt, now).toSeconds());
            VerifierMetrics.ageOf(level).ifPresent(metric -> worst.merge(metric, age, Math::max));
            // Rounded up, so that a deadline that has just passed is above a hundred percent.
            long used = Math.floorDiv(age * PERCENT + deadline.toSeconds() - 1, deadline.toSeconds());
            VerifierMetrics.deadlineOf(level).ifPresent(metric -> worst.merge(metric, used, Math::max));
        });
    }

    private Map<ProofLevel, Duration> deadlines(ClusterSettings cluster) {
        return deadlines.computeIfAbsent(
                new ScheduleOf(cluster.job(), cluster.recovery()),
                schedule -> Deadlines.of(cluster).ages());
    }
}
