package io.vaultsnapshot.contract.retention;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Which snapshots are kept for good, and how long the others are.
 *
 * @param leastAge how old every snapshot becomes, whole days; one is superseded only when a proven one is that much newer
 * @param counts of how many of the newest periods the first proven snapshot stays; a period without an entry keeps none
 * @param atLeast how many of the newest proven snapshots stay, at least one
 */
public record Retention(Duration leastAge, Map<KeepPeriod, Integer> counts, int atLeast) {
    /**
     * How long a superseded version can still be saved: S3 hides it under a delete marker, and removes it so much later. In
     * this time the verifier can take the tag off again, and whoever knows the version can read it.
     */
    public static final Duration HIDDEN = Duration.ofDays(7);

    /** Copies the counts. */
    public Retention {
        EnumMap<KeepPeriod, Integer> sorted = new EnumMap<>(KeepPeriod.class);
        sorted.putAll(counts);
        counts = Collections.unmodifiableMap(sorted);
    }
}
