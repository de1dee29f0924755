package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.health.ProofLevel;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What follows from one cluster's declaration: how old each level of proof may become. Schedule, deadlines, objective
 * and drill cadence are declared once; alarms, the sweep and the function take their numbers from here.
 *
 * @param longestGap the longest time between two due times of the schedule
 * @param ages how old the snapshot behind each level may become; for {@code restored} the proof itself, and only when a
 *     drill cadence is declared
 */
public record Deadlines(Duration longestGap, Map<ProofLevel, Duration> ages) {
    /** The longest that Lambda lets a run take. */
    static final Duration LONGEST_RUN = VerifierFunction.TIMEOUT;
    /** The least speed of reading and checking that timeouts reckon with; half of it is left for a slow bucket. */
    static final int SLOWEST_MIB_PER_SECOND = 20;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    /** A snapshot that looks corrupt is read once more before that is said. */
    private static final int READS = 2;

    /** Copies the map, lowest level first. */
    public Deadlines {
        ages = Collections.unmodifiableMap(new EnumMap<>(ages));
    }

    /** Returns the deadlines of a cluster. */
    public static Deadlines of(ClusterSettings cluster) {
        Duration gap = cluster.job().cronSchedule().longestGap().orElseThrow();
        Map<ProofLevel, Duration> ages = new EnumMap<>(ProofLevel.class);
        ages.put(ProofLevel.PRESENT, gap.plus(cluster.job().grace()));
        ages.put(ProofLevel.INTACT, cluster.recovery().rpo());
        if (cluster.recovery().proofLevel() == ProofLevel.UNSEALABLE) {
            ages.put(ProofLevel.UNSEALABLE, cluster.recovery().rpo());
        }
        Duration restoredWithin = cluster.recovery().restoredWithin();
        if (restoredWithin != null) {
            ages.put(ProofLevel.RESTORED, restoredWithin);
        }
        return new Deadlines(gap, ages);
    }

    /** Returns the objective that a schedule can keep: longest gap, the job's deadlines and one sweep, in full hours. */
    static Duration derivedRpo(Duration longestGap, BackupJobSettings job) {
        Duration needed = longestGap.plus(job.grace()).plus(VerifierFunction.SWEEP_PERIOD);
        return HOUR.multipliedBy(ceil(needed, HOUR));
    }

    /** Returns the deadline that a drill can keep: its longest gap and one day at most, in full days. */
    static Duration derivedRestoredWithin(Duration longestGap) {
        return DAY.multipliedBy(longestGap.dividedBy(DAY) + 1);
    }

    /** Returns how long verifying a snapshot of that size may take. */
    static Duration verifying(int sizeMiB) {
        return Duration.ofSeconds(((long) READS * sizeMiB + SLOWEST_MIB_PER_SECOND - 1) / SLOWEST_MIB_PER_SECOND);
    }

    /** Returns the size whose verification still ends in time. */
    static long largestVerifiableMiB() {
        return LONGEST_RUN.toSeconds() * SLOWEST_MIB_PER_SECOND / READS;
    }

    /** Returns how many units it takes to hold the length. */
    static long ceil(Duration length, Duration unit) {
        return length.plus(unit).minusNanos(1).dividedBy(unit);
    }
}
