package io.vaultsnapshot.report.facts;

import io.vaultsnapshot.report.facts.DueRuns.Fate;
import io.vaultsnapshot.report.facts.DueRuns.Run;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The days of a period for one cluster.
 *
 * @param days every day of the period
 * @param gaps the backups that did not come, oldest first
 * @param scheduleKnown whether it is known what the schedule demanded; without it, nothing is said of gaps
 */
public record BackupCalendar(List<CalendarDay> days, List<Gap> gaps, boolean scheduleKnown) {
    /** Copies the lists. */
    public BackupCalendar {
        days = List.copyOf(days);
        gaps = List.copyOf(gaps);
    }

    /** Returns the calendar of a cluster. */
    public static BackupCalendar of(ClusterFacts cluster, ReportPeriod period, Instant now) {
        List<Instant> taken =
                cluster.backups().stream().map(BackupSeen::takenAt).sorted().toList();
        List<Run> runs = cluster.job()
                .map(job -> new DueRuns(job, cluster.status()).in(period, taken, now))
                .orElse(List.of());
        Map<LocalDate, List<BackupSeen>> backups = cluster.backups().stream()
                .filter(each -> period.contains(each.takenAt()))
                .collect(Collectors.groupingBy(each -> ReportPeriod.day(each.takenAt())));
        Map<LocalDate, List<Run>> due = runs.stream()
                .collect(Collectors.groupingBy(
                        each -> ReportPeriod.day(each.dueAt()), TreeMap::new, Collectors.toList()));
        List<CalendarDay> days = period.days().stream()
                .map(date -> day(date, due.getOrDefault(date, List.of()), backups.getOrDefault(date, List.of())))
                .map(day -> cluster.job().isPresent() ? day : day.withoutSchedule())
                .toList();
        return new BackupCalendar(days, gaps(runs), cluster.job().isPresent());
    }

    private static CalendarDay day(LocalDate date, List<Run> due, List<BackupSeen> backups) {
        int missing = count(due, Fate.MISSING);
        int demanded = missing + count(due, Fate.CAME);
        return new CalendarDay(date, demanded, missing, backups.size(), mark(due, backups, missing));
    }

    private static DayMark mark(List<Run> due, List<BackupSeen> backups, int missing) {
        Optional<DayMark> bad = backups.stream()
                .map(BackupSeen::mark)
                .filter(DayMark.BAD::equals)
                .findAny();
        if (bad.isPresent()) {
            return DayMark.BAD;
        }
        if (backups.isEmpty()) {
            return missing > 0 ? DayMark.GAP : quiet(due);
        }
        return backups.stream()
                .map(BackupSeen::mark)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static DayMark quiet(List<Run> due) {
        if (count(due, Fate.AWAITED) > 0) {
            return DayMark.AWAITED;
        }
        return count(due, Fate.PAUSED) > 0 ? DayMark.PAUSED : DayMark.NOTHING_DUE;
    }

    private static int count(List<Run> due, Fate fate) {
        return (int) due.stream().filter(each -> each.fate() == fate).count();
    }

    private static List<Gap> gaps(List<Run> runs) {
        List<Gap> gaps = new ArrayList<>();
        Gap open = null;
        for (Run run : runs) {
            if (run.fate() == Fate.MISSING) {
                open = open == null
                        ? new Gap(run.dueAt(), run.dueAt(), 1)
                        : new Gap(open.first(), run.dueAt(), open.runs() + 1);
            } else if (open != null) {
                gaps.add(open);
                open = null;
            }
        }
        if (open != null) {
            gaps.add(open);
        }
        return gaps;
    }
}
