package io.vaultsnapshot.snapshot.verification;

import java.time.Duration;

/** A moment after which waiting ends. It counts on the monotonic clock, so a clock that is set does not move it. */
public final class Deadline {
    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    /** Returns the deadline that is so far from now; one that has passed already if the length is not positive. */
    public static Deadline in(Duration length) {
        return new Deadline(System.nanoTime() + length.toNanos());
    }

    /** Returns how much time is left; zero when there is none. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    /** Returns whether no time is left. */
    public boolean isPassed() {
        return left().isZero();
    }
}
