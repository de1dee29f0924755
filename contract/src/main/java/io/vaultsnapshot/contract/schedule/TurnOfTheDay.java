package io.vaultsnapshot.contract.schedule;

import io.vaultsnapshot.contract.aws.VerifierFunction;
import java.time.Duration;
import java.time.Instant;

/**
 * When the sweep does for a cluster what it does once a day. Each cluster has one sweep of the day, which follows from its
 * name, so nobody has to remember when it was looked at last, and another cluster's coming or going moves no turn.
 */
public final class TurnOfTheDay {
    /** How many sweeps a day has. */
    public static final int SLOTS = (int) Duration.ofDays(1).dividedBy(VerifierFunction.SWEEP_PERIOD);

    /**
     * 2<sup>32</sup> divided by the golden ratio, made odd. Names of one fleet differ in a number at their end, so their hashes
     * lie close together. Multiples of this number spread such hashes more evenly than chance does: see Knuth, The Art of
     * Computer Programming, volume 3, 6.4, "Fibonacci hashing".
     */
    private static final int SPREAD = 0x9E3779B9;

    private TurnOfTheDay() {}

    /** Returns the sweep of the day that is a cluster's turn, from 0 to {@link #SLOTS} - 1. */
    public static int of(String cluster) {
        return (int) ((Integer.toUnsignedLong(cluster.hashCode() * SPREAD) * SLOTS) >>> Integer.SIZE);
    }

    /** Returns which sweep of the day, in UTC, a sweep at that time is. */
    public static int at(Instant time) {
        return (int) (Math.floorDiv(time.getEpochSecond(), VerifierFunction.SWEEP_PERIOD.toSeconds()) % SLOTS);
    }
}
