package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.schedule.CronSchedule;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What follows from one cluster's settings: how old the snapshot behind each level of proof may become. Schedule,
 * deadlines and objective are declared once; alarms, the sweep and the function take their numbers from here.
 *
 * @param ages how old the newest snapshot with each level may become, and for the level restored how long ago the last good
 *     drill may have begun; a level that is not expected has no entry
 */
public record Deadlines(Map<ProofLevel, Duration> ages) {
    /**
     * The speed of a job that deadlines reckon with, from the login to the end of the upload. docs/speed.md has the slowest
     * speed that was measured. The rest is for a slower line, a slower processor and a second attempt.
     */
    static final int SLOWEST_JOB_MIB_PER_SECOND = 4;

    static final Duration LEAST_JOB = Duration.ofMinutes(30);

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** Copies the map, lowest level first. */
    public Deadlines {
        ages = Collections.unmodifiableMap(new EnumMap<>(ages));
    }

    /** Returns the deadlines of a cluster. */
    public static Deadlines of(ClusterSettings cluster) {
        RecoverySettings recovery = cluster.recovery();
        Map<ProofLevel, Duration> ages = new EnumMap<>(ProofLevel.class);
        ages.put(
                ProofLevel.PRESENT, longestGap(cluster.job()).plus(cluster.job().grace()));
        ages.put(ProofLevel.INTACT, recovery.rpo());
        ages.put(recovery.proofLevel(), recovery.rpo());
        cluster.drill()
                .filter(DrillSettings::reachesRestored)
                .ifPresent(drill -> ages.put(ProofLevel.RESTORED, drill.restoredWithin()));
        return new Deadlines(ages);
    }

    /** Returns how long a job with a snapshot of that size may take, in full seconds. */
    static Duration derivedJob(int shareSizeMiB) {
        Duration needed = Duration.ofSeconds(shareSizeMiB / SLOWEST_JOB_MIB_PER_SECOND);
        return needed.compareTo(LEAST_JOB) < 0 ? LEAST_JOB : needed;
    }

    /** Returns the objective that a schedule can keep: longest gap, the job's deadlines and one sweep, in full hours. */
    static Duration derivedRpo(BackupJobSettings job) {
        Duration needed = longestGap(job).plus(job.grace()).plus(VerifierFunction.SWEEP_PERIOD);
        return HOUR.multipliedBy(fullHours(needed));
    }

    /** Returns how many full hours it takes to hold the length. */
    static long fullHours(Duration length) {
        return length.plus(HOUR).minusNanos(1).dividedBy(HOUR);
    }

    /**
     * Returns how long a restore drill may take: time for its isolation and its server, and for the snapshot, which is
     * downloaded, restored and applied. Each of the three is given as long as the backup job has for it.
     */
    public static Duration drillJob(ClusterSettings cluster) {
        return LEAST_JOB.plus(
                Duration.ofSeconds(3L * cluster.get(ClusterSetting.SHARE_SIZE_MIB) / SLOWEST_JOB_MIB_PER_SECOND));
    }

    /** Returns how long after its due time a drill's proof may arrive. It may start as late as the backup job. */
    static Duration drillGrace(ClusterSettings cluster) {
        return cluster.get(ClusterSetting.STARTING_DEADLINE).plus(drillJob(cluster));
    }

    /** Returns the age that a drill's schedule can keep: longest gap and the drill's time, in full days. */
    static Optional<Duration> derivedRestoredWithin(ClusterSettings cluster) {
        return cluster.drillSchedule()
                .flatMap(CronSchedule::longestGap)
                .map(gap ->
                        DAY.multipliedBy(fullDays(gap.plus(drillGrace(cluster)).plus(VerifierFunction.SWEEP_PERIOD))));
    }

    /** Returns how many full days it takes to hold the length. */
    static long fullDays(Duration length) {
        return length.plus(DAY).minusNanos(1).dividedBy(DAY);
    }

    private static Duration longestGap(BackupJobSettings job) {
        return job.schedule().longestGap().orElseThrow();
    }
}
