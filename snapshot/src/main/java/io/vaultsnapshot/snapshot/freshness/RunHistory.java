package io.vaultsnapshot.snapshot.freshness;

import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.schedule.CronSchedule;
import io.vaultsnapshot.contract.settings.BackupJobSettings;
import io.vaultsnapshot.contract.status.Observations;
import io.vaultsnapshot.contract.status.RunDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long one cluster's scheduled runs take, from the time they are due until their snapshot is verified. The order in
 * which snapshots are verified does not change the result.
 */
public final class RunHistory {
    /** From this many runs on, the expected duration follows from the runs. With fewer it is the job's deadline. */
    public static final int FEWEST_RUNS = 3;
    /** A run is late when it takes more than this many times the longest of the last runs. */
    public static final int HEADROOM = 2;
    /** The shortest expected duration: a sweep may have to find a snapshot whose event was lost. */
    public static final Duration FLOOR = VerifierFunction.SWEEP_PERIOD;

    private final CronSchedule schedule;
    private final Duration ceiling;
    private final Duration longestDelay;

    /** Creates the history's rules for a job. */
    public RunHistory(BackupJobSettings job) {
        this.schedule = job.schedule();
        this.ceiling = job.jobDeadline();
        this.longestDelay = job.grace();
    }

    /**
     * Returns how long a run is expected to take: {@value #HEADROOM} times the longest of the last runs, at least one
     * sweep and at most the job's own deadline. With fewer than {@value #FEWEST_RUNS} runs it is that deadline.
     */
    public Duration expected(List<RunDelay> runs) {
        if (runs.size() < FEWEST_RUNS) {
            return ceiling;
        }
        Duration longest =
                runs.stream().map(RunDelay::delay).max(Duration::compareTo).orElse(ceiling);
        Duration usual = longest.multipliedBy(HEADROOM);
        Duration atLeast = usual.compareTo(FLOOR) < 0 ? FLOOR : usual;
        return atLeast.compareTo(ceiling) > 0 ? ceiling : atLeast;
    }

    /** Returns the last runs together with that of another snapshot, if it belongs to a scheduled run. */
    public List<RunDelay> with(List<RunDelay> runs, VerificationRecord record) {
        Optional<Instant> due = lastDue(record.key().takenAt());
        Duration delay =
                due.map(time -> Duration.between(time, record.verifiedAt())).orElse(Duration.ZERO);
        if (due.isEmpty() || delay.compareTo(longestDelay) > 0) {
            return runs;
        }
        Duration seen = delay.isNegative() ? Duration.ZERO : delay;
        TreeMap<Instant, RunDelay> byDueTime = new TreeMap<>();
        runs.forEach(run -> byDueTime.put(run.dueAt(), run));
        byDueTime.merge(due.get(), new RunDelay(due.get(), seen, record.bytes()), RunHistory::shorter);
        while (byDueTime.size() > Observations.RUNS_KEPT) {
            byDueTime.pollFirstEntry();
        }
        Collection<RunDelay> last = byDueTime.values();
        return List.copyOf(last);
    }

    /** Returns the last due time that a snapshot taken then can belong to, or empty when it belongs to none. */
    private Optional<Instant> lastDue(Instant takenAt) {
        Optional<Instant> last = Optional.empty();
        Optional<Instant> due = schedule.next(takenAt.minus(longestDelay).minusNanos(1));
        while (due.isPresent() && !due.get().isAfter(takenAt)) {
            last = due;
            due = schedule.next(due.get());
        }
        return last;
    }

    /** A run is as long as the first look at its snapshot says, and as large as the look that read it. */
    private static RunDelay shorter(RunDelay one, RunDelay other) {
        boolean isFirst = one.delay().compareTo(other.delay()) <= 0;
        RunDelay first = isFirst ? one : other;
        Long bytes = first.bytes() == null ? (isFirst ? other : one).bytes() : first.bytes();
        return new RunDelay(first.dueAt(), first.delay(), bytes);
    }
}
