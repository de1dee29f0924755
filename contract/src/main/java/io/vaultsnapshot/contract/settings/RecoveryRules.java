package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.schedule.CronExpression;
import io.vaultsnapshot.contract.schedule.DurationText;
import java.time.Duration;
import java.util.Optional;

/**
 * Refuses a recovery objective that the cluster's own schedule cannot keep. The message names both numbers and where each
 * comes from.
 */
final class RecoveryRules {
    private RecoveryRules() {}

    static void check(JsonBlock block, Given<ClusterSettings> given, ClusterSettings cluster) {
        Optional<Duration> gap = cluster.job().schedule().longestGap();
        if (gap.isEmpty()) {
            CronExpression expression = cluster.job().schedule().expression();
            block.problem(
                    ClusterSetting.SCHEDULE, "'" + expression + "' is never due; must be due on a day that exists");
        } else if (given.has(ClusterSetting.RPO)) {
            checkRpo(block, cluster, gap.get());
        }
    }

    private static void checkRpo(JsonBlock block, ClusterSettings cluster, Duration gap) {
        BackupJobSettings job = cluster.job();
        Duration rpo = cluster.get(ClusterSetting.RPO);
        Duration needed = gap.plus(job.grace());
        if (rpo.compareTo(needed) < 0) {
            block.problem(
                    ClusterSetting.RPO,
                    rpo.toHours() + " hours are less than the " + DurationText.of(needed)
                            + " that may pass between two snapshots: " + ClusterSetting.SCHEDULE + " '"
                            + job.schedule().expression() + "' in "
                            + job.schedule().zone() + " leaves up to "
                            + DurationText.of(gap) + " between two due times, and " + ClusterSetting.STARTING_DEADLINE
                            + " " + job.startingDeadline().toSeconds() + " with " + ClusterSetting.JOB_DEADLINE + " "
                            + job.jobDeadline().toSeconds() + " let the job end " + DurationText.of(job.grace())
                            + " later; must be at least " + Deadlines.fullHours(needed)
                            + ", or take snapshots more often");
        }
    }
}
