package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.schedule.CronExpression;
import io.vaultsnapshot.contract.schedule.DurationText;
import java.time.Duration;
import java.util.Optional;

/**
 * Refuses what one cluster promises for recovery and its own schedule or size cannot keep. The message names both numbers
 * and where each comes from.
 */
final class RecoveryPromise {
    private RecoveryPromise() {}

    static void check(JsonBlock block, Given<ClusterSettings> given, ClusterSettings cluster) {
        checkSize(block, cluster.get(ClusterSetting.SHARE_SIZE_MIB));
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

    private static void checkSize(JsonBlock block, int sizeMiB) {
        Duration needed = Deadlines.verifying(sizeMiB);
        if (needed.compareTo(Deadlines.LONGEST_RUN) > 0) {
            block.problem(
                    ClusterSetting.SHARE_SIZE_MIB,
                    sizeMiB + " MiB may take " + DurationText.of(needed) + " to verify, when they are read twice at "
                            + Deadlines.SLOWEST_MIB_PER_SECOND + " MiB/s, and Lambda stops a run after "
                            + DurationText.of(Deadlines.LONGEST_RUN) + "; must be at most "
                            + Deadlines.largestVerifiableMiB());
        }
    }
}
