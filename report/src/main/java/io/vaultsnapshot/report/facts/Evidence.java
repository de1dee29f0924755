package io.vaultsnapshot.report.facts;

import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.contract.status.PastAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one cluster that an auditor asks for.
 *
 * @param backups what became of its backups
 * @param drills what became of its restore drills
 * @param missing how many backups did not come; null when the schedule is not known
 * @param alerts the alerts that were decided in the period, oldest first
 * @param alertsCutAt when the oldest alert that is known was decided, if older ones of the period may have been forgotten; else
 *     null
 * @param released how many versions the retention let go in the period
 * @param longestWithoutProof the longest time in the period without a new proven backup; null when none was proven
 */
public record Evidence(
        Backups backups,
        Drills drills,
        @Nullable Integer missing,
        List<PastAlert> alerts,
        @Nullable Instant alertsCutAt,
        int released,
        @Nullable Duration longestWithoutProof) {
    /**
     * What became of backups.
     *
     * @param taken how many were taken
     * @param verified how many of them were read to the end
     * @param proven how many of those are whole
     * @param bad how many are corrupt or suspect
     * @param gone how many the bucket no longer shows
     */
    public record Backups(int taken, int verified, int proven, int bad, int gone) {}

    /**
     * What became of restore drills.
     *
     * @param run how many ran
     * @param restored how many read a known value from a restored server
     * @param failed how many failed, or had a proof that was refused
     */
    public record Drills(int run, int restored, int failed) {}

    /** Copies the list. */
    public Evidence {
        alerts = List.copyOf(alerts);
    }

    /** Returns the evidence of a cluster. */
    public static Evidence of(ClusterFacts cluster, BackupCalendar calendar, ReportOrigin origin) {
        List<PastAlert> known = cluster.status().assessment().alerts();
        boolean full = known.size() >= PastAlert.KEPT
                && known.get(0).at().isAfter(origin.period().start());
        return new Evidence(
                backups(cluster.backups()),
                drills(cluster.drills()),
                calendar.scheduleKnown()
                        ? calendar.gaps().stream().mapToInt(Gap::runs).sum()
                        : null,
                known.stream()
                        .filter(each -> origin.period().contains(each.at()))
                        .toList(),
                full ? known.get(0).at() : null,
                cluster.retentions().stream()
                        .mapToInt(each -> each.superseded().size())
                        .sum(),
                longestWithoutProof(cluster.backups(), origin));
    }

    private static Backups backups(List<BackupSeen> all) {
        return new Backups(
                all.size(),
                (int) all.stream().filter(BackupSeen::wasVerified).count(),
                (int) all.stream().filter(BackupSeen::isProven).count(),
                (int) all.stream().filter(each -> each.mark() == DayMark.BAD).count(),
                (int) all.stream().filter(each -> !each.stored()).count());
    }

    private static Drills drills(List<DrillRecord> all) {
        return new Drills(
                all.size(),
                (int) all.stream()
                        .filter(each -> each.end().outcome() == DrillResult.RESTORED)
                        .count(),
                (int) all.stream()
                        .filter(each -> each.end().outcome().isFailure())
                        .count());
    }

    /** From each proven backup to the next, and from the last to the end of the period or now. */
    private static @Nullable Duration longestWithoutProof(List<BackupSeen> all, ReportOrigin origin) {
        Duration longest = null;
        Instant before = null;
        for (BackupSeen backup : all) {
            if (backup.isProven()) {
                longest = longer(longest, before, backup.takenAt());
                before = backup.takenAt();
            }
        }
        Instant end = origin.period().end().isBefore(origin.printedAt())
                ? origin.period().end()
                : origin.printedAt();
        return longer(longest, before, end);
    }

    private static @Nullable Duration longer(@Nullable Duration longest, @Nullable Instant from, Instant to) {
        if (from == null) {
            return longest;
        }
        Duration length = Duration.between(from, to);
        return longest == null || length.compareTo(longest) > 0 ? length : longest;
    }
}
