package io.vaultsnapshot.contract.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeSet;

/**
 * A schedule without its time zone, as Kubernetes' CronJob controller reads it: five fields, names, ranges, steps, the
 * macros from {@code @hourly} to {@code @yearly}. A day matches when day of month <em>and</em> day of week allow it if
 * one of them is open, and when either does if both are restricted.
 *
 * <p>Source: the behaviour documented for CronJob schedules and for the cron library that the controller uses
 * (robfig/cron v3, standard parser).
 */
public final class CronExpression {
    private static final String FIELDS = "five cron fields (minute hour day-of-month month day-of-week)";

    /** What an expression looks like, to follow the words "must be". */
    public static final String FORM = FIELDS + ", such as \"0 2 * * 1-5\", or a macro such as @daily";

    private static final int WITH_SECONDS = 6;

    private static final int MINUTES_PER_HOUR = 60;
    private static final Map<String, String> MACROS = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    private final String text;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet daysOfMonth;
    private final BitSet months;
    private final BitSet daysOfWeek;
    private final boolean oneDayFieldIsOpen;

    private CronExpression(String text, String[] fields) {
        this.text = text;
        this.minutes = CronField.MINUTE.parse(fields[0]);
        this.hours = CronField.HOUR.parse(fields[1]);
        this.daysOfMonth = CronField.DAY_OF_MONTH.parse(fields[2]);
        this.months = CronField.MONTH.parse(fields[3]);
        this.daysOfWeek = CronField.DAY_OF_WEEK.parse(fields[4]);
        this.oneDayFieldIsOpen = CronField.DAY_OF_MONTH.isOpen(fields[2]) || CronField.DAY_OF_WEEK.isOpen(fields[4]);
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if the text is none; the message says which part is refused, and why
     */
    public static CronExpression parse(String text) {
        String trimmed = text.trim();
        String[] fields = MACROS.getOrDefault(trimmed, trimmed).split("\\s+");
        if (fields.length != CronField.values().length || (trimmed.startsWith("@") && !MACROS.containsKey(trimmed))) {
            throw refused(text, whyNot(trimmed, fields.length));
        }
        try {
            return new CronExpression(trimmed, fields);
        } catch (IllegalArgumentException badField) {
            throw refused(text, String.valueOf(badField.getMessage()));
        }
    }

    /** Returns why a text with another number of fields is refused. */
    private static String whyNot(String text, int fields) {
        if (text.startsWith("@every")) {
            return "@every counts from when the CronJob was created, so no due time follows from it; write the times as "
                    + FIELDS + ", such as \"0 */6 * * *\" for every six hours";
        }
        if (text.startsWith("@")) {
            return "there is no such macro; the macros are " + String.join(" ", new TreeSet<>(MACROS.keySet()));
        }
        if (text.startsWith("TZ=") || text.startsWith("CRON_TZ=")) {
            return "Kubernetes refuses a time zone in a schedule; set timeZone";
        }
        if (fields == WITH_SECONDS) {
            return "it has six fields; a CronJob has no field for seconds, so it must be " + FIELDS;
        }
        return (text.isEmpty() ? "it is empty" : "number of fields: " + fields) + "; must be " + FORM;
    }

    private static IllegalArgumentException refused(String text, String reason) {
        return new IllegalArgumentException("'" + text + "' is not allowed; " + reason);
    }

    /** Returns the schedule that this expression is in a time zone. */
    public CronSchedule in(ZoneId zone) {
        return new CronSchedule(this, zone);
    }

    boolean allowsMonth(int month) {
        return months.get(month);
    }

    boolean allows(LocalDate day) {
        boolean dayOfMonth = daysOfMonth.get(day.getDayOfMonth());
        boolean dayOfWeek = daysOfWeek.get(dayOfWeek(day.getDayOfWeek()));
        return months.get(day.getMonthValue())
                && (oneDayFieldIsOpen ? dayOfMonth && dayOfWeek : dayOfMonth || dayOfWeek);
    }

    boolean allowsHour(int hour) {
        return hours.get(hour);
    }

    boolean allowsMinute(int minute) {
        return minutes.get(minute);
    }

    /** Returns the minutes of an allowed day at which the schedule is due, 0 to 1439; at least one. */
    BitSet minutesOfDay() {
        BitSet all = new BitSet();
        hours.stream().forEach(hour -> minutes.stream().forEach(minute -> all.set(hour * MINUTES_PER_HOUR + minute)));
        return all;
    }

    /** Returns a day's number as cron counts it: Sunday is 0. */
    private static int dayOfWeek(DayOfWeek day) {
        return day.getValue() % DayOfWeek.values().length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CronExpression expression && text.equals(expression.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Returns the expression as it is written in a CronJob. */
    @Override
    public String toString() {
        return text;
    }
}
