package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.schedule.CronSchedule;
import io.vaultsnapshot.contract.schedule.DurationText;
import java.time.Duration;
import java.util.Optional;

/** Refuses a deadline of the restore drill that its own schedule cannot keep, and one without a drill. */
final class DrillRules {
    private DrillRules() {}

    static void check(JsonBlock block, Given<ClusterSettings> given, ClusterSettings cluster) {
        Optional<CronSchedule> schedule = cluster.drillSchedule();
        if (schedule.isEmpty()) {
            if (given.has(DrillSetting.RESTORED_WITHIN)) {
                block.problem(
                        DrillSetting.RESTORED_WITHIN,
                        "needs " + DrillSetting.DRILL_SCHEDULE
                                + ": without a drill there is no proof of a restore whose age could be watched");
            }
            return;
        }
        Optional<Duration> gap = schedule.get().longestGap();
        if (gap.isEmpty()) {
            block.problem(
                    DrillSetting.DRILL_SCHEDULE,
                    "'" + schedule.get().expression() + "' is never due; must be due on a day that exists");
            return;
        }
        given.find(DrillSetting.RESTORED_WITHIN)
                .flatMap(days -> days)
                .ifPresent(days -> checkDeadline(block, cluster, schedule.get(), gap.get(), days));
    }

    private static void checkDeadline(
            JsonBlock block, ClusterSettings cluster, CronSchedule schedule, Duration gap, Duration days) {
        Duration needed = gap.plus(Deadlines.drillGrace(cluster));
        if (days.compareTo(needed) < 0) {
            block.problem(
                    DrillSetting.RESTORED_WITHIN,
                    days.toDays() + " days are less than the " + DurationText.of(needed)
                            + " that may pass between two proofs: " + DrillSetting.DRILL_SCHEDULE + " '"
                            + schedule.expression() + "' leaves up to " + DurationText.of(gap)
                            + " between two drills, and a drill may take "
                            + DurationText.of(Deadlines.drillGrace(cluster)) + "; must be at least "
                            + Deadlines.fullDays(needed) + ", or run drills more often");
        }
    }
}
