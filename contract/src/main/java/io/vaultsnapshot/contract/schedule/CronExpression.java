package io.vaultsnapshot.contract.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Map;

/**
 * A schedule without its time zone, as Kubernetes' CronJob controller reads it: five fields, names, ranges, steps, the
 * macros from {@code @hourly} to {@code @yearly}. A day matches when day of month <em>and</em> day of week allow it if
 * one of them is open, and when either does if both are restricted.
 *
 * <p>Source: the behaviour documented for CronJob schedules and for the cron library that the controller uses
 * (robfig/cron v3, standard parser).
 */
public final class CronExpression {
    /** What an expression looks like, to follow the words "must be". */
    public static final String FORM =
            "five cron fields (minute hour day-of-month month day-of-week), such as \"0 2 * * 1-5\", or a macro such as"
                    + " @daily";

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
        if (fields.length != CronField.values().length) {
            throw refused(text, "must be " + FORM);
        }
        try {
            return new CronExpression(trimmed, fields);
        } catch (IllegalArgumentException badField) {
            throw refused(text, String.valueOf(badField.getMessage()));
        }
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
