package io.vaultsnapshot.contract.retention;

import java.time.Duration;

/** A span of the calendar of which the first proven snapshot can be kept. Days begin at midnight in the cluster's time zone. */
public enum KeepPeriod {
    /** An hour of the clock. */
    HOUR(Duration.ofHours(1)),
    /** A day. */
    DAY(Duration.ofDays(1)),
    /** A week; it begins on Monday. */
    WEEK(Duration.ofDays(7)),
    /** A month. */
    MONTH(Duration.ofDays(30)),
    /** A year. */
    YEAR(Duration.ofDays(365));

    private final Duration length;

    KeepPeriod(Duration length) {
        this.length = length;
    }

    /** Returns how long it is; a month and a year can be longer by days. */
    public Duration length() {
        return length;
    }
}
