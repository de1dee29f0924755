package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.health.ProofLevel;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What follows from one cluster's settings: how old the snapshot behind each level of proof may become. Schedule,
 * deadlines and objective are declared once; alarms, the sweep and the function take their numbers from here.
 *
 * @param ages how old the newest snapshot with each level may become; a level that is not expected has no entry
 */
public record Deadlines(Map<ProofLevel, Duration> ages) {
    /** The least speed of a job, from the login to the end of the upload, with time for a second attempt. */
    static final int SLOWEST_JOB_MIB_PER_SECOND = 4;

    static final Duration LEAST_JOB = Duration.ofMinutes(30);

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

    private static Duration longestGap(BackupJobSettings job) {
        return job.schedule().longestGap().orElseThrow();
    }
}
