package io.vaultsnapshot.report.facts;

import java.time.LocalDate;

/**
 * One day of a cluster's calendar. A backup counts for the day on which it was due.
 *
 * @param date the day, in UTC
 * @param demanded how many backups the schedule demanded by now; 0 when the schedule is not known
 * @param missing how many of those did not come
 * @param taken how many backups came
 * @param mark the worst of what a person must know, else the highest proof
 */
public record CalendarDay(LocalDate date, int demanded, int missing, int taken, DayMark mark) {
    /** Returns the same day for a reader who does not know what the schedule demanded. */
    CalendarDay withoutSchedule() {
        return new CalendarDay(date, 0, 0, taken, mark == DayMark.NOTHING_DUE ? DayMark.NO_BACKUP : mark);
    }

    /** Returns whether some backups of the day came and others did not. */
    public boolean isPartial() {
        return missing > 0 && taken > 0;
    }

    /** Returns what the day shows, in words. */
    public String words() {
        String counts = demanded == 0
                ? (taken == 0 ? "" : ", " + taken + " taken")
                : ", " + taken + " taken of " + demanded + " due";
        return mark.meaning() + counts + (isPartial() ? ", " + missing + " missing" : "");
    }
}
