package io.vaultsnapshot.snapshot.store;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How objects are read. Reading needs {@code rangeBytes * (rangesAhead + 1)} bytes of memory.
 *
 * @param rangeBytes length of one ranged request
 * @param rangesAhead how many ranges are fetched at the same time, ahead of the reader
 * @param attempts how many times a range is requested before the store counts as unavailable
 * @param backoff the pause after the first failed attempt; it doubles after each further one
 */
public record ReadPolicy(int rangeBytes, int rangesAhead, int attempts, Duration backoff) {
    /**
     * Ranges of 9 MiB, two of them ahead (27 MiB of memory), four attempts, and pauses of half a second and more. Together
     * with the request that opens the object, that is less than one request for every 8 MiB.
     */
    public static final ReadPolicy STANDARD = new ReadPolicy(9 << 20, 2, 4, Duration.ofMillis(500));

    /** Checks the numbers. */
    public ReadPolicy {
        if (rangeBytes < 1 || rangesAhead < 1 || attempts < 1 || backoff.isNegative()) {
            throw new IllegalArgumentException("a read policy needs at least one byte, one range ahead and one attempt,"
                    + " and no negative pause; it is " + rangeBytes + ", " + rangesAhead + ", " + attempts + ", "
                    + backoff);
        }
    }

    /** Returns the pause after a failed attempt, counted from 1. Part of it is random, so that ranges do not retry together. */
    Duration pauseAfter(int attempt) {
        long longest = backoff.toMillis() << Math.min(attempt - 1, 10);
        return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }
}
