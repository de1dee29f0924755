package io.vaultsnapshot.snapshot.freshness;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.schedule.CronSchedule;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.status.NewestSnapshot;
import io.vaultsnapshot.contract.status.Observations;
import io.vaultsnapshot.contract.status.RunDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a cluster's next snapshot is due, late and stale. It is due at the first time of the schedule after the newest
 * snapshot was taken, or after the cluster was first seen, and not before a declared pause ends. It is late when the run
 * takes longer than expected. It is stale when a run that started as late as allowed takes longer than expected: after
 * {@code startingDeadlineSeconds} and the expected duration. With a weekday schedule no alert is sent on Sunday, and one
 * is sent on Monday.
 */
public final class FreshnessPolicy {
    private final CronSchedule schedule;
    private final Duration startingDeadline;
    private final RunHistory history;
    private final @Nullable Instant pausedUntil;

    /** Creates the policy of one cluster. */
    public FreshnessPolicy(ClusterSettings cluster) {
        this.schedule = cluster.job().schedule();
        this.startingDeadline = cluster.job().startingDeadline();
        this.history = new RunHistory(cluster.job());
        this.pausedUntil = cluster.recovery().pausedUntil();
    }

    /** Returns the rules for how long the cluster's runs take. */
    public RunHistory history() {
        return history;
    }

    /** Returns when the next snapshot is due, or empty when the schedule has no time in the next five years. */
    public Optional<DueTime> next(Observations observed) {
        Optional<Instant> taken =
                Optional.ofNullable(observed.newest()).map(NewestSnapshot::key).map(SnapshotKey::takenAt);
        Optional<Instant> due =
                taken.isPresent() ? firstNotCovered(taken.get()) : schedule.next(observed.watchedSince());
        return due.flatMap(this::afterPause).map(time -> dueTime(time, observed.runs()));
    }

    /** Returns the next due times, as many as asked for. There are fewer when the schedule ends. */
    public List<DueTime> coming(Instant from, int count, List<RunDelay> runs) {
        return Stream.iterate(
                        schedule.next(from).flatMap(this::afterPause),
                        Optional::isPresent,
                        due -> due.flatMap(schedule::next))
                .limit(count)
                .flatMap(Optional::stream)
                .map(time -> dueTime(time, runs))
                .toList();
    }

    private DueTime dueTime(Instant due, List<RunDelay> runs) {
        Instant late = due.plus(history.expected(runs));
        return new DueTime(due, late, late.plus(startingDeadline));
    }

    /**
     * Returns the first due time after a snapshot. One that was taken shortly before a due time belongs to that time: the
     * node's clock was slow.
     */
    private Optional<Instant> firstNotCovered(Instant takenAt) {
        Optional<Instant> first = schedule.next(takenAt);
        Optional<Instant> second = first.flatMap(schedule::next);
        if (first.isEmpty() || second.isEmpty()) {
            return first;
        }
        Duration half = Duration.between(first.get(), second.get()).dividedBy(2);
        Duration tolerance = half.compareTo(SnapshotKey.CLOCK_TOLERANCE) < 0 ? half : SnapshotKey.CLOCK_TOLERANCE;
        return first.get().minus(tolerance).isAfter(takenAt) ? first : second;
    }

    private Optional<Instant> afterPause(Instant due) {
        return pausedUntil == null || due.isAfter(pausedUntil) ? Optional.of(due) : schedule.next(pausedUntil);
    }
}
