package io.vaultsnapshot.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MovableClockTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void moveTo_laterTime_isThatTime() {
        MovableClock clock = new MovableClock(Clock.fixed(NOW, ZoneOffset.UTC));
        assertEquals(NOW, clock.instant());
        Instant later = Instant.parse("2026-03-01T12:34:56Z");
        clock.moveTo(later);
        assertEquals(later, clock.instant());
    }
}
