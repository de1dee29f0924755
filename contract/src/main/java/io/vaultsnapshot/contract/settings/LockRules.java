package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.schedule.DurationText;
import java.time.Duration;
import java.util.List;

/**
 * How long the lock must hold, and the refusal of one that is too short. When the backups of a cluster stop, its last proven
 * snapshot has to stay locked until the deadline is over and somebody has acted on the alert.
 */
final class LockRules {
    /** The least time that people have between an alert and the end of the lock: a long weekend. */
    static final Duration LEAST_REACTION = Duration.ofDays(3);
    /** What they have by default: a holiday. */
    static final Duration REACTION = Duration.ofDays(14);

    private LockRules() {}

    static void check(JsonBlock block, Given<SnapshotSettings> given, List<ClusterSettings> clusters) {
        given.find(FleetSetting.LOCK_DAYS).ifPresent(days -> clusters.stream()
                .filter(cluster -> days.compareTo(needed(cluster, LEAST_REACTION)) < 0)
                .forEach(cluster -> problem(block, cluster, days)));
    }

    private static void problem(JsonBlock block, ClusterSettings cluster, Duration days) {
        block.problem(
                FleetSetting.LOCK_DAYS,
                days.toDays() + " days are too short for cluster '" + cluster.name()
                        + "': the last good snapshot may be "
                        + DurationText.of(longestDeadline(cluster))
                        + " old when you are told that no newer one was proven ("
                        + ClusterSetting.RPO + ", " + DrillSetting.RESTORED_WITHIN + "), and people need "
                        + DurationText.of(LEAST_REACTION) + " to act; must be at least "
                        + needed(cluster, LEAST_REACTION).toDays());
    }

    /** Returns the longest deadline of any cluster and the time to act, in full days. */
    static Duration derivedDays(List<ClusterSettings> clusters) {
        return clusters.stream()
                .map(cluster -> needed(cluster, REACTION))
                .max(Duration::compareTo)
                .orElse(REACTION);
    }

    private static Duration needed(ClusterSettings cluster, Duration reaction) {
        return Duration.ofDays(Deadlines.fullDays(longestDeadline(cluster).plus(reaction)));
    }

    private static Duration longestDeadline(ClusterSettings cluster) {
        return Deadlines.of(cluster).ages().values().stream()
                .max(Duration::compareTo)
                .orElseThrow();
    }
}
