package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.aws.VerifierFunction;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What follows from the settings for bucket and function. {@link Deadlines} has what follows for one cluster.
 *
 * @param alarmPeriod how often a metric about a cluster's age can have changed, and so the period of its alarms
 * @param functionTimeout how long a run of the function may take: the largest snapshot read twice, and a minute
 * @param retentionDays days that a snapshot is kept once a newer one is proven, or empty for ever
 * @param lockDays days that nobody can delete a snapshot
 */
public record DerivedSettings(
        Duration alarmPeriod, Duration functionTimeout, Optional<Integer> retentionDays, int lockDays) {
    /** Time to notice that no newer snapshot is proven, and to do something about it, before a lock may end. */
    static final int DAYS_TO_REACT = 7;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LEAST_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration START_UP = Duration.ofMinutes(1);

    /** Returns the numbers of a fleet. */
    public static DerivedSettings of(SnapshotSettings settings) {
        Optional<Integer> retentionDays =
                Optional.ofNullable(settings.retention().retentionDays());
        return new DerivedSettings(VerifierFunction.SWEEP_PERIOD, timeout(settings), retentionDays, lockDays(settings));
    }

    private static Duration timeout(SnapshotSettings settings) {
        int largest = settings.clusters().stream()
                .mapToInt(cluster -> cluster.job().shareSizeMiB())
                .max()
                .orElse(0);
        Duration needed = Deadlines.verifying(largest).plus(START_UP);
        Duration least = needed.compareTo(LEAST_TIMEOUT) < 0 ? LEAST_TIMEOUT : needed;
        return least.compareTo(Deadlines.LONGEST_RUN) > 0 ? Deadlines.LONGEST_RUN : least;
    }

    private static int lockDays(SnapshotSettings settings) {
        Integer declared = settings.retention().lockDays();
        if (declared != null) {
            return declared;
        }
        Duration longest = settings.clusters().stream()
                .map(ClusterSettings::recovery)
                .flatMap(recovery ->
                        Stream.concat(Stream.of(recovery.rpo()), Stream.ofNullable(recovery.restoredWithin())))
                .max(Duration::compareTo)
                .orElse(DAY);
        int derived = Math.toIntExact(Deadlines.ceil(longest, DAY)) + DAYS_TO_REACT;
        Integer retention = settings.retention().retentionDays();
        return retention == null ? derived : Math.min(derived, retention);
    }
}
