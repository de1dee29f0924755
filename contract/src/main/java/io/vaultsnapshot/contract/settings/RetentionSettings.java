package io.vaultsnapshot.contract.settings;

import org.jspecify.annotations.Nullable;

/**
 * How long snapshots are kept.
 *
 * @param retentionDays days that a snapshot is kept once a newer one is proven, or null for ever
 * @param lockDays days that nobody can delete a snapshot, or null when {@link DerivedSettings} is to derive them
 */
public record RetentionSettings(
        @Nullable Integer retentionDays, @Nullable Integer lockDays) {
    /** Checks every value against its key's form. */
    public RetentionSettings {
        if (retentionDays != null) {
            FleetSetting.RETENTION_DAYS.check(retentionDays);
        }
        if (lockDays != null) {
            FleetSetting.LOCK_DAYS.check(lockDays);
        }
    }
}
