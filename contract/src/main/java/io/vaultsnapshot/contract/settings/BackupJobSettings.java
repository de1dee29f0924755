package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.schedule.CronSchedule;
import java.time.Duration;
import java.time.ZoneId;

/**
 * How and when one cluster's backup job runs.
 *
 * @param schedule cron expression as Kubernetes reads it
 * @param timeZone IANA name of the schedule's time zone
 * @param startingDeadline how late a job may start, whole seconds
 * @param jobDeadline how long a job may take, whole seconds
 * @param successfulJobsHistoryLimit how many finished jobs are kept
 * @param failedJobsHistoryLimit how many failed jobs are kept
 * @param shareSizeMiB size limit of the volume between save and upload
 * @param awsCliImage image of the upload container
 */
public record BackupJobSettings(
        String schedule,
        String timeZone,
        Duration startingDeadline,
        Duration jobDeadline,
        int successfulJobsHistoryLimit,
        int failedJobsHistoryLimit,
        int shareSizeMiB,
        String awsCliImage) {
    /** Checks every value against its key's form. */
    public BackupJobSettings {
        ClusterSetting.SCHEDULE.check(schedule);
        ClusterSetting.TIME_ZONE.check(timeZone);
        ClusterSetting.STARTING_DEADLINE_SECONDS.check(startingDeadline.toSeconds());
        ClusterSetting.JOB_DEADLINE_SECONDS.check(jobDeadline.toSeconds());
        ClusterSetting.SUCCESSFUL_JOBS_HISTORY_LIMIT.check(successfulJobsHistoryLimit);
        ClusterSetting.FAILED_JOBS_HISTORY_LIMIT.check(failedJobsHistoryLimit);
        ClusterSetting.SHARE_SIZE_MIB.check(shareSizeMiB);
        ClusterSetting.AWS_CLI_IMAGE.check(awsCliImage);
    }

    /** Returns the schedule in its time zone. */
    public CronSchedule cronSchedule() {
        return CronSchedule.parse(schedule, ZoneId.of(timeZone));
    }

    /** Returns how long after a due time its snapshot may arrive: a job may start late and then take its time. */
    public Duration grace() {
        return startingDeadline.plus(jobDeadline);
    }
}
