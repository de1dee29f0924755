package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.schedule.CronSchedule;
import io.vaultsnapshot.contract.schedule.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what one cluster promises for recovery, derives what is left out, and refuses promises that its own schedule
 * cannot keep: both numbers are named, and where each comes from.
 */
final class RecoveryReader {
    private final List<SettingsProblem> problems;
    /** Fleets share few schedules, and looking years ahead for the longest gap takes longer than reading a cluster. */
    private final Map<CronKey, Optional<Duration>> gaps = new HashMap<>();

    RecoveryReader(List<SettingsProblem> problems) {
        this.problems = problems;
    }

    /** Returns what was read, or empty when something contradicts; the problems then say what. */
    Optional<RecoverySettings> read(String path, Values values, BackupJobSettings job) {
        int before = problems.size();
        checkSize(path, job);
        Duration rpo = rpo(path, values, job);
        Duration restoredWithin = restoredWithin(path, values, job);
        if (problems.size() > before || rpo == null) {
            return Optional.empty();
        }
        String pausedUntil = values.textOrNull(ClusterSetting.PAUSED_UNTIL);
        return Optional.of(new RecoverySettings(
                rpo,
                ProofLevel.ofId(values.text(ClusterSetting.PROOF_LEVEL)).orElseThrow(),
                values.textOrNull(ClusterSetting.DRILL_SCHEDULE),
                restoredWithin,
                pausedUntil == null ? null : Instant.parse(pausedUntil)));
    }

    private @Nullable Duration rpo(String path, Values values, BackupJobSettings job) {
        Optional<Duration> gap = longestGap(job.schedule(), job.timeZone());
        if (gap.isEmpty()) {
            problem(path, ClusterSetting.SCHEDULE, "'" + job.schedule() + "' does not come twice in nine years");
            return null;
        }
        Integer declared = values.integerOrNull(ClusterSetting.RPO_HOURS);
        if (declared == null) {
            return Deadlines.derivedRpo(gap.get(), job);
        }
        Duration rpo = Duration.ofHours(declared);
        Duration needed = gap.get().plus(job.grace());
        if (rpo.compareTo(needed) < 0) {
            problem(
                    path,
                    ClusterSetting.RPO_HOURS,
                    declared + " hours are less than what may pass between two snapshots, "
                            + DurationText.of(needed) + ": schedule '" + job.schedule() + "' in " + job.timeZone()
                            + " leaves up to " + DurationText.of(gap.get()) + " between two due times, and "
                            + ClusterSetting.STARTING_DEADLINE_SECONDS.key() + " "
                            + job.startingDeadline().toSeconds() + " with " + ClusterSetting.JOB_DEADLINE_SECONDS.key()
                            + " " + job.jobDeadline().toSeconds() + " let the job end "
                            + DurationText.of(job.grace()) + " later; must be at least "
                            + Deadlines.ceil(needed, Duration.ofHours(1)) + ", or take snapshots more often");
        }
        return rpo;
    }

    private @Nullable Duration restoredWithin(String path, Values values, BackupJobSettings job) {
        String drills = values.textOrNull(ClusterSetting.DRILL_SCHEDULE);
        Integer declared = values.integerOrNull(ClusterSetting.RESTORED_WITHIN_DAYS);
        if (drills == null) {
            if (declared != null) {
                problem(
                        path,
                        ClusterSetting.RESTORED_WITHIN_DAYS,
                        declared + " days are promised, but no " + ClusterSetting.DRILL_SCHEDULE.key()
                                + " says when a drill restores anything; set both or neither");
            }
            return null;
        }
        Optional<Duration> gap = longestGap(drills, job.timeZone());
        if (gap.isEmpty()) {
            problem(path, ClusterSetting.DRILL_SCHEDULE, "'" + drills + "' does not come twice in nine years");
            return null;
        }
        Duration within = declared == null ? Deadlines.derivedRestoredWithin(gap.get()) : Duration.ofDays(declared);
        if (within.compareTo(gap.get()) <= 0) {
            problem(
                    path,
                    ClusterSetting.RESTORED_WITHIN_DAYS,
                    within.toDays() + " days are over before the next drill has ended: "
                            + ClusterSetting.DRILL_SCHEDULE.key()
                            + " '" + drills + "' in " + job.timeZone() + " leaves up to "
                            + DurationText.of(gap.get()) + " between two drills; must be at least "
                            + Deadlines.derivedRestoredWithin(gap.get()).toDays() + ", or drill more often");
        }
        return within;
    }

    private void checkSize(String path, BackupJobSettings job) {
        Duration needed = Deadlines.verifying(job.shareSizeMiB());
        if (needed.compareTo(Deadlines.LONGEST_RUN) > 0) {
            problem(
                    path,
                    ClusterSetting.SHARE_SIZE_MIB,
                    job.shareSizeMiB() + " MiB may take " + DurationText.of(needed) + " to verify, reading twice at "
                            + Deadlines.SLOWEST_MIB_PER_SECOND + " MiB/s, and Lambda stops a run after "
                            + DurationText.of(Deadlines.LONGEST_RUN) + "; must be at most "
                            + Deadlines.largestVerifiableMiB());
        }
    }

    private Optional<Duration> longestGap(String expression, String zone) {
        return gaps.computeIfAbsent(
                new CronKey(expression, zone), key -> CronSchedule.parse(key.expression(), ZoneId.of(key.zone()))
                        .longestGap());
    }

    private void problem(String path, ClusterSetting key, String text) {
        problems.add(new SettingsProblem(path + key.key(), text));
    }

    private record CronKey(String expression, String zone) {}
}
