package io.vaultsnapshot.snapshot.store;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How objects are read. Memory needed is {@code rangeBytes * (rangesAhead + 1)}.
 *
 * @param rangeBytes length of one ranged request
 * @param rangesAhead how many ranges are fetched at the same time, ahead of the reader
 * @param attempts how often one range is asked for before the store counts as unavailable
 * @param backoff the pause after the first failed attempt; it doubles with each further one
 */
public record ReadPolicy(int rangeBytes, int rangesAhead, int attempts, Duration backoff) {
    /**
     * 9 MiB ranges, two ahead (27 MiB of memory), four attempts, pauses of half a second and up. With the opening that
     * is fewer requests than one for every 8 MiB.
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

    /** Returns the pause after a failed attempt, counted from 1; a random part keeps ranges from marching in step. */
    Duration pauseAfter(int attempt) {
        long longest = backoff.toMillis() << Math.min(attempt - 1, 10);
        return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }
}
