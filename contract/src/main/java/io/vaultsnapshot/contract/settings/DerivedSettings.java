package io.vaultsnapshot.contract.settings;

import java.time.Duration;

/**
 * What follows from the settings for the function. {@link Deadlines} has what follows for one cluster.
 *
 * @param functionTimeout how long a run of the function may take: the largest snapshot read twice, and a minute
 */
public record DerivedSettings(Duration functionTimeout) {
    private static final Duration LEAST_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration START_UP = Duration.ofMinutes(1);

    /** Returns what follows for a fleet. */
    public static DerivedSettings of(SnapshotSettings settings) {
        int largest = settings.clusters().stream()
                .mapToInt(cluster -> cluster.get(ClusterSetting.SHARE_SIZE_MIB))
                .max()
                .orElse(0);
        Duration needed = Deadlines.verifying(largest).plus(START_UP);
        Duration least = needed.compareTo(LEAST_TIMEOUT) < 0 ? LEAST_TIMEOUT : needed;
        return new DerivedSettings(least.compareTo(Deadlines.LONGEST_RUN) > 0 ? Deadlines.LONGEST_RUN : least);
    }
}
