package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.aws.VerifierFunction;
import java.time.Duration;

/**
 * What follows from the settings for the function. {@link Deadlines} has what follows for one cluster.
 *
 * @param functionTimeout how long a run of the function may take: the largest snapshot is read twice, plus a minute
 */
public record DerivedSettings(Duration functionTimeout) {
    /** The least speed of reading and checking that time-outs are computed for; it allows for a slow bucket. */
    static final int SLOWEST_MIB_PER_SECOND = 20;

    static final Duration START_UP = Duration.ofMinutes(1);
    static final Duration LEAST_TIMEOUT = Duration.ofMinutes(5);
    /** A snapshot that looks corrupt is read once more before it is called corrupt. */
    private static final int READS = 2;
    /** The largest snapshot that a run can verify before Lambda stops it. */
    static final int LARGEST_SNAPSHOT_MIB =
            Math.toIntExact(VerifierFunction.TIMEOUT.minus(START_UP).toSeconds() * SLOWEST_MIB_PER_SECOND / READS);

    /** Returns what follows for a fleet. */
    public static DerivedSettings of(SnapshotSettings settings) {
        int largest = settings.clusters().stream()
                .mapToInt(cluster -> cluster.get(ClusterSetting.SHARE_SIZE_MIB))
                .max()
                .orElse(0);
        Duration needed = verifying(largest).plus(START_UP);
        return new DerivedSettings(needed.compareTo(LEAST_TIMEOUT) < 0 ? LEAST_TIMEOUT : needed);
    }

    private static Duration verifying(int sizeMiB) {
        return Duration.ofSeconds(((long) READS * sizeMiB + SLOWEST_MIB_PER_SECOND - 1) / SLOWEST_MIB_PER_SECOND);
    }
}
