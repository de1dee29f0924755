package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.aws.VerifierFunction;
import java.time.Duration;

/**
 * What follows from the settings for the function. {@link Deadlines} has what follows for one cluster.
 *
 * @param functionTimeout how long a run of the function may take: the largest snapshot is read twice, and the
 *     reserve at the end is left
 */
public record DerivedSettings(Duration functionTimeout) {
    /**
     * The speed of reading and checking that time-outs are computed for: a third of the slowest that was measured with the
     * native crypto library, so that a slow bucket or a slow line still fits. Without the library about 25 were measured. So
     * the largest snapshot can still be read once, and only a corrupt one lacks its second reading.
     * {@code docs/decisions/0020-how-fast-the-function-reads.md} has the figures.
     */
    static final int SLOWEST_MIB_PER_SECOND = 40;

    static final Duration LEAST_TIMEOUT = Duration.ofMinutes(5);
    /** A snapshot that looks corrupt is read once more before it is called corrupt. */
    private static final int READS = 2;
    /** The largest snapshot that a run can verify before Lambda stops it. */
    public static final int LARGEST_SNAPSHOT_MIB = Math.toIntExact(
            VerifierFunction.TIMEOUT.minus(VerifierFunction.RESERVE).toSeconds() * SLOWEST_MIB_PER_SECOND / READS);

    /** Returns what follows for a fleet. */
    public static DerivedSettings of(SnapshotSettings settings) {
        int largest = settings.clusters().stream()
                .mapToInt(cluster -> cluster.get(ClusterSetting.SHARE_SIZE_MIB))
                .max()
                .orElse(0);
        Duration needed = verifying(largest).plus(VerifierFunction.RESERVE);
        return new DerivedSettings(needed.compareTo(LEAST_TIMEOUT) < 0 ? LEAST_TIMEOUT : needed);
    }

    private static Duration verifying(int sizeMiB) {
        return Duration.ofSeconds(((long) READS * sizeMiB + SLOWEST_MIB_PER_SECOND - 1) / SLOWEST_MIB_PER_SECOND);
    }
}
