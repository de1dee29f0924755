package io.vaultsnapshot.contract.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.Optional;

/**
 * Finds the longest time between two due times in a row. It first walks a calendar without clock changes, day by day until
 * the calendar repeats: dates fall on the same weekdays every 28 years. Then it looks around every change of the clocks in
 * the first nine of these years, where a skipped time can double a gap.
 */
final class ScheduleGaps {
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2032, 12, 31);
    private static final LocalDate CALENDAR_REPEATS = LocalDate.of(2053, 12, 31);
    private static final int MINUTES_PER_HOUR = 60;
    private static final int MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;
    /** With more due times a day than this, a change of the clocks adds only the time that it skips. */
    private static final int FEW_A_DAY = 24;

    private final CronSchedule schedule;
    private final ZoneRules clocks;

    ScheduleGaps(CronSchedule schedule) {
        this.schedule = schedule;
        this.clocks = schedule.zone().getRules();
    }

    /** Returns the longest gap, or empty for a schedule that is not due twice. */
    Optional<Duration> longest() {
        long days = longestDayStep(CALENDAR_REPEATS);
        if (days == 0) {
            return Optional.empty();
        }
        boolean seenWithClocks = days == longestDayStep(LAST_DAY);
        BitSet minutes = schedule.expression().minutesOfDay();
        int first = minutes.nextSetBit(0);
        int last = minutes.length() - 1;
        long overnight = days * MINUTES_PER_DAY - (last - first);
        Duration calendar = Duration.ofMinutes(Math.max(overnight, longestStep(minutes)));
        // A gap that comes later is not walked through. It is given the most that a change can add, so it is never too
        // short.
        Duration around = withClockChanges(calendar, minutes.cardinality());
        return Optional.of(seenWithClocks ? around : max(around, calendar.plus(largestChange())));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private Duration largestChange() {
        return clocks.getTransitionRules().stream()
                .map(rule ->
                        rule.createTransition(FIRST_DAY.getYear()).getDuration().abs())
                .reduce(Duration.ZERO, ScheduleGaps::max);
    }

    private long longestDayStep(LocalDate lastDay) {
        long longest = 0;
        LocalDate before = null;
        for (LocalDate day = FIRST_DAY; !day.isAfter(lastDay); day = day.plusDays(1)) {
            if (schedule.expression().allows(day)) {
                longest = before == null ? longest : Math.max(longest, day.toEpochDay() - before.toEpochDay());
                before = day;
            }
        }
        return longest;
    }

    private static int longestStep(BitSet minutes) {
        int longest = 0;
        int before = minutes.nextSetBit(0);
        for (int minute = before; minute >= 0; minute = minutes.nextSetBit(minute + 1)) {
            longest = Math.max(longest, minute - before);
            before = minute;
        }
        return longest;
    }

    private Duration withClockChanges(Duration calendar, int dueTimesADay) {
        Duration longest = calendar;
        Instant end = LAST_DAY.atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant begin = FIRST_DAY.atStartOfDay().toInstant(ZoneOffset.UTC);
        ZoneOffsetTransition change = clocks.nextTransition(begin);
        while (change != null && change.getInstant().isBefore(end)) {
            Duration gap = dueTimesADay <= FEW_A_DAY
                    ? gapAround(change.getInstant(), calendar)
                    : calendar.plus(change.getDuration().abs());
            longest = gap.compareTo(longest) > 0 ? gap : longest;
            change = clocks.nextTransition(change.getInstant());
        }
        return longest;
    }

    private Duration gapAround(Instant change, Duration calendar) {
        Instant until = change.plus(calendar).plus(Duration.ofDays(1));
        Duration longest = Duration.ZERO;
        Optional<Instant> due = schedule.next(change.minus(calendar).minus(Duration.ofDays(1)));
        while (due.isPresent() && due.get().isBefore(until)) {
            Optional<Instant> next = schedule.next(due.get());
            Duration gap = Duration.between(due.get(), next.orElse(due.get()));
            longest = gap.compareTo(longest) > 0 ? gap : longest;
            due = next;
        }
        return longest;
    }
}
