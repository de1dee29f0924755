package io.vaultsnapshot.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The real time until it is moved; then it goes on from there. */
final class MovableClock extends Clock {
    private final Clock base;
    private volatile Duration ahead = Duration.ZERO;

    MovableClock(Clock base) {
        this.base = base;
    }

    /** Makes it the given time now. */
    void moveTo(Instant time) {
        ahead = Duration.between(base.instant(), time);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the demo's clock is UTC");
    }
}
