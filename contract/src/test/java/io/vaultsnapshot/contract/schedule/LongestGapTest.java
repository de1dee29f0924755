package io.vaultsnapshot.contract.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LongestGapTest {
    private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");
    /** By then the calendar has repeated. */
    private static final Instant END = Instant.parse("2053-12-31T00:00:00Z");
    /** Enough for schedules that do not name dates and weekdays together. */
    private static final Instant SHORT_END = Instant.parse("2032-12-31T00:00:00Z");

    // Worked out by hand.
    @ParameterizedTest
    @CsvSource({
        "0 2 * * 1-5,  Etc/UTC,          PT72H", // Friday to Monday
        "@daily,       Etc/UTC,          PT24H",
        "@weekly,      Etc/UTC,          PT168H",
        "*/15 * * * *, Etc/UTC,          PT15M",
        "0 8-18 * * *, Etc/UTC,          PT14H",
        "0 0 31 * *,   Etc/UTC,          PT1464H", // 31 March to 31 May, 61 days
        "0 0 29 2 *,   Etc/UTC,          PT35064H",
        "'0 0 28-31 3,10 1-5', Etc/UTC, PT4464H", // 31 March to Monday 3 October, in 2033 and not before
        "0 2 * * *,    Europe/London,    PT25H", // the clocks go back
        "30 2 * * *,   America/New_York, PT47H", // 02:30 does not exist on one Sunday in March
        "30 2 * * 0,   America/New_York, PT335H",
        "0 2 * * 1-5,  Europe/Helsinki,  PT73H",
    })
    void longestGap_schedule_isTheOneWorkedOutByHand(String expression, String zone, Duration gap) {
        assertEquals(Optional.of(gap), schedule(expression, zone).longestGap());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 4,6 *"})
    void longestGap_scheduleThatNeverComes_isEmpty(String expression) {
        assertEquals(Optional.empty(), schedule(expression, "Etc/UTC").longestGap());
    }

    /** The slow way: walk from due time to due time. Changes of the clocks are looked at for nine years, dates for 28. */
    @Property(tries = 30)
    void longestGap_fewDueTimesADay_isWhatWalkingFinds(
            @ForAll("sparse") String expression, @ForAll("zones") String zone) {
        boolean clocksChange = ZoneId.of(zone).getRules().nextTransition(BEGIN) != null;
        assertBetween(
                expression,
                zone,
                walked(expression, zone, clocksChange ? SHORT_END : END),
                walked(expression, zone, END).plus(clocksChange ? Duration.ofHours(2) : Duration.ZERO));
    }

    @Property(tries = 3)
    void longestGap_manyDueTimesADay_isNeverLessThanWhatWalkingFinds(
            @ForAll("dense") String expression, @ForAll("zones") String zone) {
        Duration walked = walked(expression, zone, SHORT_END);
        assertBetween(expression, zone, walked, walked.plusHours(2));
    }

    private static void assertBetween(String expression, String zone, Duration least, Duration most) {
        Duration gap = schedule(expression, zone).longestGap().orElseThrow();
        assertTrue(gap.compareTo(least) >= 0, () -> expression + " " + zone + ": " + gap + " < " + least);
        assertTrue(gap.compareTo(most) <= 0, () -> expression + " " + zone + ": " + gap + " > " + most);
    }

    @Provide
    Arbitrary<String> sparse() {
        return Combinators.combine(
                        Arbitraries.of("0", "30", "0,45"),
                        Arbitraries.of("0", "1", "2", "3", "1-3", "2,14", "*/6"),
                        Arbitraries.of("*", "1", "13", "28-31", "*/10"),
                        Arbitraries.of("*", "1-6", "3,10"),
                        Arbitraries.of("*", "1-5", "0", "sat,sun"))
                .as((minute, hour, day, month, weekday) -> String.join(" ", minute, hour, day, month, weekday));
    }

    @Provide
    Arbitrary<String> dense() {
        return Arbitraries.of("*/20 * * * *", "*/30 2-22 * * 1-5", "*/15 1-23/2 1,15 * *");
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of(
                "Etc/UTC",
                "Europe/Helsinki",
                "America/New_York",
                "Australia/Lord_Howe",
                "Asia/Kolkata",
                "Africa/Cairo");
    }

    private static Duration walked(String expression, String zone, Instant end) {
        CronSchedule schedule = schedule(expression, zone);
        Duration longest = Duration.ZERO;
        Instant due = schedule.next(BEGIN.minusNanos(1)).orElseThrow();
        for (Optional<Instant> next = schedule.next(due);
                next.isPresent() && next.get().isBefore(end);
                next = schedule.next(due)) {
            Duration gap = Duration.between(due, next.get());
            longest = gap.compareTo(longest) > 0 ? gap : longest;
            due = next.get();
        }
        return longest;
    }

    private static CronSchedule schedule(String expression, String zone) {
        return CronSchedule.parse(expression, ZoneId.of(zone));
    }
}
