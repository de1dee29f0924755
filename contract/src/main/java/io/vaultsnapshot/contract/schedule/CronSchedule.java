package io.vaultsnapshot.contract.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;

/**
 * When a CronJob is due, as Kubernetes' CronJob controller reads its schedule: five fields, names, ranges, steps, the
 * macros from {@code @hourly} to {@code @yearly}. A day matches when day of month <em>and</em> day of week allow it if
 * one of them is open, and when either does if both are restricted. Times that a change to summer time skips do not
 * occur that day; times that the change back repeats occur twice.
 *
 * <p>Source: the behaviour documented for CronJob schedules and for the cron library the controller uses
 * (robfig/cron v3, standard parser). That library has slips of its own on the one day a year on which clocks change at
 * midnight or by half an hour; here such a day follows the rule above, and {@code CronScheduleTest} lists them.
 */
public final class CronSchedule {
    /** What a schedule looks like, for messages. */
    public static final String FORM =
            "five cron fields (minute hour day-of-month month day-of-week), such as \"0 2 * * 1-5\", or @daily and the"
                    + " like";

    private static final int SEARCH_YEARS = 5;
    private static final int MINUTES_PER_HOUR = 60;
    private static final Map<String, String> MACROS = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    private final String expression;
    private final ZoneId zone;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet daysOfMonth;
    private final BitSet months;
    private final BitSet daysOfWeek;
    private final boolean oneDayFieldIsOpen;

    private CronSchedule(String expression, ZoneId zone, String[] fields) {
        this.expression = expression;
        this.zone = zone;
        this.minutes = CronField.MINUTE.parse(fields[0]);
        this.hours = CronField.HOUR.parse(fields[1]);
        this.daysOfMonth = CronField.DAY_OF_MONTH.parse(fields[2]);
        this.months = CronField.MONTH.parse(fields[3]);
        this.daysOfWeek = CronField.DAY_OF_WEEK.parse(fields[4]);
        this.oneDayFieldIsOpen = CronField.DAY_OF_MONTH.isOpen(fields[2]) || CronField.DAY_OF_WEEK.isOpen(fields[4]);
    }

    /**
     * Reads a schedule.
     *
     * @throws IllegalArgumentException if the expression is not a cron schedule; the message says which part and why
     */
    public static CronSchedule parse(String expression, ZoneId zone) {
        String trimmed = expression.trim();
        String[] fields = MACROS.getOrDefault(trimmed, trimmed).split("\\s+");
        if (fields.length != 5) {
            throw new IllegalArgumentException("'" + expression + "' is not " + FORM);
        }
        return new CronSchedule(trimmed, zone, fields);
    }

    /** Returns the first due time after the given one, or empty when there is none in the next five years. */
    public Optional<Instant> next(Instant after) {
        ZonedDateTime time = after.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        int lastYear = time.getYear() + SEARCH_YEARS;
        while (time.getYear() <= lastYear) {
            if (!months.get(time.getMonthValue())) {
                time = startOfDay(time.toLocalDate().withDayOfMonth(1).plusMonths(1), time);
            } else if (!dayMatches(time.toLocalDate())) {
                time = startOfDay(time.toLocalDate().plusDays(1), time);
            } else if (!hours.get(time.getHour())) {
                time = nextHourOrTransition(time);
            } else if (!minutes.get(time.getMinute())) {
                time = time.plusMinutes(1);
            } else {
                return Optional.of(time.toInstant());
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the longest time that passes between two due times in a row, clock changes included: a daily 02:30 that a
     * change to summer time skips leaves two days. At most two hours too long, where every long gap crosses a change that
     * shortens it. Changes of the clocks are looked at for nine years: a due time once a year that a later one skips is
     * not foreseen. Empty for a schedule that does not come twice.
     */
    public Optional<Duration> longestGap() {
        BitSet minutesOfDay = new BitSet();
        hours.stream().forEach(hour -> minutes.stream()
                .forEach(minute -> minutesOfDay.set(hour * MINUTES_PER_HOUR + minute)));
        return new ScheduleGaps(this, zone)
                .longest(day -> months.get(day.getMonthValue()) && dayMatches(day), minutesOfDay);
    }

    /**
     * Returns the next full hour of the wall clock, or the moment before it at which the clocks change: not every
     * change happens at a full hour or moves by one.
     */
    private ZonedDateTime nextHourOrTransition(ZonedDateTime time) {
        ZonedDateTime nextHour = time.plusMinutes(MINUTES_PER_HOUR - time.getMinute());
        ZoneOffsetTransition change = zone.getRules().nextTransition(time.toInstant());
        return change != null && change.getInstant().isBefore(nextHour.toInstant())
                ? change.getInstant().atZone(zone)
                : nextHour;
    }

    /** Returns the start of the day, the second one if a day starts twice and the first lies behind already. */
    private ZonedDateTime startOfDay(LocalDate day, ZonedDateTime after) {
        ZonedDateTime start = day.atStartOfDay(zone);
        return start.isAfter(after) ? start : start.withLaterOffsetAtOverlap();
    }

    private boolean dayMatches(LocalDate day) {
        boolean dayOfMonth = daysOfMonth.get(day.getDayOfMonth());
        boolean dayOfWeek = daysOfWeek.get(ScheduleGaps.dayOfWeek(day.getDayOfWeek()));
        return oneDayFieldIsOpen ? dayOfMonth && dayOfWeek : dayOfMonth || dayOfWeek;
    }

    @Override
    public String toString() {
        return expression + " " + zone;
    }
}
