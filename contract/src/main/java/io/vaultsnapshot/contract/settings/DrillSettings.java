package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.schedule.CronSchedule;
import java.time.Duration;

/**
 * When one cluster's restore drill runs, and what is expected of it.
 *
 * @param schedule when it is due, in the cluster's time zone
 * @param grace how long after a due time its proof may arrive: it may start late and then take its time
 * @param restoredWithin how old the last proof of a restore may become, whole days
 * @param unseal how its server is unsealed
 */
public record DrillSettings(CronSchedule schedule, Duration grace, Duration restoredWithin, DrillUnseal unseal) {
    /** Returns whether a drill is expected to reach the level restored. */
    public boolean reachesRestored() {
        return unseal != DrillUnseal.NONE;
    }
}
