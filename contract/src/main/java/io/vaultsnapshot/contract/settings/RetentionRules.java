package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.retention.KeepPeriod;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses a retention that is shorter than the lock, and counts that keep nothing. The message names both numbers and where
 * each comes from.
 */
final class RetentionRules {
    /** The settings that say of how many periods one snapshot stays. */
    static final Map<KeepPeriod, FleetSetting<Integer>> COUNTS = new EnumMap<>(Map.of(
            KeepPeriod.HOUR, FleetSetting.KEEP_HOURLY,
            KeepPeriod.DAY, FleetSetting.KEEP_DAILY,
            KeepPeriod.WEEK, FleetSetting.KEEP_WEEKLY,
            KeepPeriod.MONTH, FleetSetting.KEEP_MONTHLY,
            KeepPeriod.YEAR, FleetSetting.KEEP_YEARLY));

    private RetentionRules() {}

    static void check(JsonBlock block, Given<SnapshotSettings> given, List<ClusterSettings> clusters) {
        Optional<Duration> days = given.find(FleetSetting.RETENTION_DAYS).flatMap(value -> value);
        if (days.isEmpty()) {
            if (!given.hasRefused(FleetSetting.RETENTION_DAYS)) {
                checkAlone(block, given);
            }
            return;
        }
        COUNTS.forEach((period, setting) -> checkCount(block, given, period, setting, days.get()));
        if (!given.hasRefused(FleetSetting.LOCK_DAYS)) {
            checkLock(block, days.get(), given.find(FleetSetting.LOCK_DAYS), clusters);
        }
    }

    /** The lock is longer than every deadline, so this compares with those as well. */
    private static void checkLock(
            JsonBlock block, Duration days, Optional<Duration> given, List<ClusterSettings> clusters) {
        Duration lock = given.orElseGet(() -> LockRules.derivedDays(clusters));
        if (days.compareTo(lock) < 0) {
            block.problem(
                    FleetSetting.RETENTION_DAYS,
                    days.toDays() + " days are less than the " + lock.toDays() + " of " + FleetSetting.LOCK_DAYS
                            + ", in which nothing can go; must be at least " + lock.toDays()
                            + (given.isPresent() ? "" : ", or set " + FleetSetting.LOCK_DAYS));
        }
    }

    private static void checkAlone(JsonBlock block, Given<SnapshotSettings> given) {
        COUNTS.values().forEach(setting -> checkAlone(block, given, setting, 0));
        checkAlone(block, given, FleetSetting.KEEP_AT_LEAST, FleetSetting.LEAST_KEPT);
    }

    /** The default is allowed: the settings that the function gets have every value written out. */
    private static void checkAlone(
            JsonBlock block, Given<SnapshotSettings> given, FleetSetting<Integer> setting, int byDefault) {
        if (given.find(setting).orElse(byDefault) != byDefault) {
            block.problem(
                    setting, "needs " + FleetSetting.RETENTION_DAYS + ": without it every snapshot is kept for ever");
        }
    }

    private static void checkCount(
            JsonBlock block,
            Given<SnapshotSettings> given,
            KeepPeriod period,
            FleetSetting<Integer> setting,
            Duration days) {
        int count = given.find(setting).orElse(0);
        if (count > 0 && period.length().multipliedBy(count).compareTo(days) <= 0) {
            block.problem(
                    setting,
                    count + " keeps nothing: " + FleetSetting.RETENTION_DAYS + " " + days.toDays()
                            + " keeps every snapshot of that time; must be more than "
                            + days.dividedBy(period.length()) + ", or remove it");
        }
    }
}
