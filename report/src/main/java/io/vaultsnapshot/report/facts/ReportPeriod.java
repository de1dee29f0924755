package io.vaultsnapshot.report.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The days that a report is about, in UTC.
 *
 * @param first the first day
 * @param last the last day, not before the first
 */
public record ReportPeriod(LocalDate first, LocalDate last) {
    /** How many days a report has when nobody says. */
    public static final int USUAL_DAYS = 30;
    /** The most days: the calendar of three years can be read, and holds the longest audit period that we know of. */
    public static final int MOST_DAYS = 1_100;

    /**
     * Checks the order and the length.
     *
     * @throws IllegalArgumentException if the period is empty or too long; the message says which
     */
    public ReportPeriod {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("the period ends on " + last + ", before it begins on " + first);
        }
        if (ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
            throw new IllegalArgumentException("the period has more than " + MOST_DAYS + " days");
        }
    }

    /** Returns when it begins. */
    public Instant start() {
        return first.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Returns when it is over: the end of its last day, which may not have come. */
    public Instant end() {
        return last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Returns whether a time is in it. */
    public boolean contains(Instant time) {
        return !time.isBefore(start()) && time.isBefore(end());
    }

    /** Returns its days. */
    public List<LocalDate> days() {
        return first.datesUntil(last.plusDays(1)).toList();
    }

    /** Returns the day of a time. */
    static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
