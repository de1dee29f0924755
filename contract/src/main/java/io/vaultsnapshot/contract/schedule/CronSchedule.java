package io.vaultsnapshot.contract.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a CronJob is due: an expression in a time zone. Times that a change to summer time skips do not occur on that day.
 * Times that the change back repeats occur twice.
 *
 * <p>Kubernetes' own library (robfig/cron v3) differs on the one day a year on which clocks change at midnight or by half
 * an hour. Here such a day follows the rule above, and {@code CronScheduleTest} lists the differences.
 */
public final class CronSchedule {
    private static final int SEARCH_YEARS = 5;
    private static final int MINUTES_PER_HOUR = 60;

    private final CronExpression expression;
    private final ZoneId zone;
    /** The longest gap once it was asked for, zero for none: it takes a walk through decades. */
    private @Nullable Duration knownGap;

    CronSchedule(CronExpression expression, ZoneId zone) {
        this.expression = expression;
        this.zone = zone;
    }

    /**
     * Reads a schedule.
     *
     * @throws IllegalArgumentException if the expression is not a cron expression; the message says which part is
     *     refused, and why
     */
    public static CronSchedule parse(String expression, ZoneId zone) {
        return CronExpression.parse(expression).in(zone);
    }

    /** Returns the schedule without its time zone. */
    public CronExpression expression() {
        return expression;
    }

    /** Returns the time zone. */
    public ZoneId zone() {
        return zone;
    }

    /** Returns the first due time after the given one, or empty when there is none in the next five years. */
    public Optional<Instant> next(Instant after) {
        ZonedDateTime time = after.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        int lastYear = time.getYear() + SEARCH_YEARS;
        while (time.getYear() <= lastYear) {
            if (!expression.allowsMonth(time.getMonthValue())) {
                time = startOfDay(time.toLocalDate().withDayOfMonth(1).plusMonths(1), time);
            } else if (!expression.allows(time.toLocalDate())) {
                time = startOfDay(time.toLocalDate().plusDays(1), time);
            } else if (!expression.allowsHour(time.getHour())) {
                time = nextHourOrTransition(time);
            } else if (!expression.allowsMinute(time.getMinute())) {
                time = time.plusMinutes(1);
            } else {
                return Optional.of(time.toInstant());
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the longest time that passes between two due times in a row, clock changes included: a daily 02:30 that a
     * change to summer time skips leaves two days. The answer can be up to two hours too long, where every long gap
     * crosses a change that shortens it. Changes of the clocks are looked at for nine years: a due time once a year that
     * a later change skips is not foreseen. Empty for a schedule that is not due twice in that time.
     */
    public Optional<Duration> longestGap() {
        Duration gap = knownGap;
        if (gap == null) {
            gap = new ScheduleGaps(this).longest().orElse(Duration.ZERO);
            knownGap = gap;
        }
        return gap.isZero() ? Optional.empty() : Optional.of(gap);
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

    /** Returns the start of the day; the second one if a day starts twice and the first has passed already. */
    private ZonedDateTime startOfDay(LocalDate day, ZonedDateTime after) {
        ZonedDateTime start = day.atStartOfDay(zone);
        return start.isAfter(after) ? start : start.withLaterOffsetAtOverlap();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CronSchedule schedule
                && expression.equals(schedule.expression)
                && zone.equals(schedule.zone);
    }

    @Override
    public int hashCode() {
        return Objects.hash(expression, zone);
    }

    @Override
    public String toString() {
        return expression + " " + zone;
    }
}
