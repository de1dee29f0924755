package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.metric.LogField;
import io.vaultsnapshot.contract.metric.MetricDimension;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The metrics of a sweep: how many clusters are in each state, and for each group how old its proofs are, by its worst
 * cluster. A cluster that could not be looked at is not counted; its sweep has no heartbeat then, and that alarms.
 */
final class FleetMetrics {
    private static final int PERCENT = 100;

    private final SnapshotSettings settings;
    private final FleetDeadlines deadlines;

    FleetMetrics(SnapshotSettings settings, FleetDeadlines deadlines) {
        this.settings = settings;
        this.deadlines = deadlines;
    }

    void record(Map<String, FleetEntry> fleet, Instant now, RunMetrics metrics) {
        recordStates(fleet, metrics);
        recordAges(fleet, now, metrics);
        noteNotHealthy(fleet, metrics);
    }

    private static void noteNotHealthy(Map<String, FleetEntry> fleet, RunMetrics metrics) {
        fleet.forEach((cluster, entry) -> {
            Situation situation = entry.situation();
            if (situation.state() != ClusterState.HEALTHY) {
                metrics.note(Map.of(
                        LogField.CLUSTER,
                        cluster,
                        LogField.STATE,
                        situation.state().id(),
                        LogField.WHY,
                        situation.cause().meaning(1),
                        LogField.SINCE,
                        situation.since().truncatedTo(ChronoUnit.SECONDS).toString()));
            }
        });
    }

    private void recordStates(Map<String, FleetEntry> fleet, RunMetrics metrics) {
        Map<ClusterState, Long> counts = new EnumMap<>(ClusterState.class);
        fleet.values().forEach(entry -> counts.merge(entry.situation().state(), 1L, Long::sum));
        for (ClusterState state : ClusterState.values()) {
            long count = counts.getOrDefault(state, 0L);
            metrics.record(MetricDimension.STATE, state.id(), VerifierMetrics.CLUSTERS_IN_STATE, count);
        }
        int clusters = settings.clusters().size();
        metrics.add(VerifierMetrics.CLUSTERS, clusters);
        metrics.add(VerifierMetrics.CLUSTERS_NOT_HEALTHY, clusters - counts.getOrDefault(ClusterState.HEALTHY, 0L));
    }

    private void recordAges(Map<String, FleetEntry> fleet, Instant now, RunMetrics metrics) {
        Map<String, Map<VerifierMetrics, Long>> worst = new HashMap<>();
        for (ClusterSettings cluster : settings.clusters()) {
            FleetEntry entry = fleet.get(cluster.name());
            if (entry != null && entry.situation().state() != ClusterState.PAUSED) {
                addAges(
                        cluster,
                        entry,
                        now,
                        worst.computeIfAbsent(cluster.group(), group -> new EnumMap<>(VerifierMetrics.class)));
            }
        }
        worst.forEach((group, ages) ->
                ages.forEach((metric, age) -> metrics.record(MetricDimension.GROUP, group, metric, age)));
    }

    private void addAges(ClusterSettings cluster, FleetEntry entry, Instant now, Map<VerifierMetrics, Long> worst) {
        deadlines.ages(cluster).forEach((level, deadline) -> {
            Instant takenAt = entry.proofs().countsFrom(level);
            long age = Math.max(0, Duration.between(takenAt, now).toSeconds());
            VerifierMetrics.ageOf(level).ifPresent(metric -> worst.merge(metric, age, Math::max));
            // Rounded up, so that a deadline that has just passed is above a hundred percent.
            long used = Math.floorDiv(age * PERCENT + deadline.toSeconds() - 1, deadline.toSeconds());
            VerifierMetrics.deadlineOf(level).ifPresent(metric -> worst.merge(metric, used, Math::max));
        });
    }
}
