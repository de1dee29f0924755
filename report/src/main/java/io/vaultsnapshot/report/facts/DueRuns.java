package io.vaultsnapshot.report.facts;

import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.schedule.CronSchedule;
import io.vaultsnapshot.contract.settings.BackupJobSettings;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.PastAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** When the schedule of today's settings demanded backups in a period, and which of them came. */
final class DueRuns {
    /** One due time and what became of it. */
    record Run(Instant dueAt, Fate fate) {}

    /** What became of a due time. */
    enum Fate {
        CAME,
        MISSING,
        AWAITED,
        PAUSED
    }

    private final CronSchedule schedule;
    private final Duration grace;
    private final List<Instant[]> pauses;
    private final Instant watchedSince;

    DueRuns(BackupJobSettings job, ClusterStatus status) {
        this.schedule = job.schedule();
        this.grace = job.grace();
        this.pauses = pauses(status);
        this.watchedSince = status.observations().watchedSince();
    }

    /** Returns the runs that were due in the period, since the verifier watches the cluster. */
    List<Run> in(ReportPeriod period, List<Instant> taken, Instant now) {
        NavigableSet<Instant> times = new TreeSet<>(taken);
        List<Run> runs = new ArrayList<>();
        Instant from = period.start().isBefore(watchedSince) ? watchedSince : period.start();
        Optional<Instant> due = schedule.next(from.minusNanos(1));
        while (due.isPresent() && due.get().isBefore(period.end()) && !due.get().isAfter(now)) {
            Optional<Instant> following = schedule.next(due.get());
            runs.add(new Run(due.get(), fate(due.get(), following.orElse(null), times, now)));
            due = following;
        }
        return runs;
    }

    private Fate fate(Instant due, @Nullable Instant following, NavigableSet<Instant> taken, Instant now) {
        Instant first = due.minus(tolerance(due, following));
        Instant came = taken.ceiling(first);
        Instant end = following == null ? null : following.minus(tolerance(due, following));
        if (came != null && (end == null || came.isBefore(end))) {
            return Fate.CAME;
        }
        if (pauses.stream().anyMatch(pause -> !due.isBefore(pause[0]) && !due.isAfter(pause[1]))) {
            return Fate.PAUSED;
        }
        return due.plus(grace).isAfter(now) ? Fate.AWAITED : Fate.MISSING;
    }

    /** The node's clock may be slow, as {@code FreshnessPolicy} allows. */
    private static Duration tolerance(Instant due, @Nullable Instant following) {
        Duration half = following == null
                ? SnapshotKey.CLOCK_TOLERANCE
                : Duration.between(due, following).dividedBy(2);
        return half.compareTo(SnapshotKey.CLOCK_TOLERANCE) < 0 ? half : SnapshotKey.CLOCK_TOLERANCE;
    }

    /** The pauses that the last alerts tell of, and the one that is in effect. */
    private static List<Instant[]> pauses(ClusterStatus status) {
        List<Instant[]> pauses = new ArrayList<>();
        Instant began = null;
        for (PastAlert alert : status.assessment().alerts()) {
            if (alert.kind() == AlertKind.PAUSE && began == null) {
                began = alert.at();
            } else if (alert.kind() == AlertKind.RESUME && began != null) {
                pauses.add(new Instant[] {began, alert.at()});
                began = null;
            }
        }
        Instant end = status.assessment().pausedUntil();
        if (began != null && end != null) {
            pauses.add(new Instant[] {began, end});
        }
        return pauses;
    }
}
