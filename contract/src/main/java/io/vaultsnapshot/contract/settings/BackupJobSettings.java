package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.schedule.CronSchedule;
import java.time.Duration;

/**
 * When one cluster's backup job runs, and how long it may take.
 *
 * @param schedule when it is due, in its time zone
 * @param startingDeadline how late it may start, whole seconds
 * @param jobDeadline how long it may take, whole seconds
 */
public record BackupJobSettings(CronSchedule schedule, Duration startingDeadline, Duration jobDeadline) {
    /** Returns how long after a due time its snapshot may arrive: a job may start late and then take its time. */
    public Duration grace() {
        return startingDeadline.plus(jobDeadline);
    }
}
