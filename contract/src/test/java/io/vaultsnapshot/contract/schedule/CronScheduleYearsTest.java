package io.vaultsnapshot.contract.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Years of due times, changes of the clocks among them, against a slow and independent second implementation: every
 * minute of those years is looked at on the wall clock of its zone, and cron-utils says whether the fields match. So a
 * time that a change skips never comes, and one that it repeats comes twice, by definition.
 *
 * <p>A sample by default; {@code -Dyears=10} takes ten years and all twenty zones.
 */
class CronScheduleYearsTest {
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    private static final int YEARS = Integer.getInteger("years", 1);
    private static final int SAMPLE_OF_ZONES = 4;
    private static final int EXPRESSIONS = YEARS >= 10 ? 10 : 3;
    private static final int MINUTES_PER_DAY = 24 * 60;
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
    /** Changes at midnight, by half an hour, in Ramadan, on other dates, not at all; far from Greenwich both ways. */
    private static final List<String> ZONES = List.of(
            "America/New_York",
            "Australia/Lord_Howe",
            "Africa/Cairo",
            "Europe/Helsinki",
            "Africa/Casablanca",
            "America/Asuncion",
            "America/Havana",
            "America/Nuuk",
            "America/Santiago",
            "America/Sao_Paulo",
            "America/St_Johns",
            "Asia/Beirut",
            "Asia/Kathmandu",
            "Asia/Tehran",
            "Atlantic/Azores",
            "Etc/UTC",
            "Europe/Dublin",
            "Pacific/Apia",
            "Pacific/Auckland",
            "Pacific/Chatham");

    @ParameterizedTest
    @MethodSource("zones")
    void next_yearsOfDueTimes_areTheMinutesWhoseWallClockMatches(String zone) {
        Random random = new Random(zone.hashCode());
        for (int each = 0; each < EXPRESSIONS; each++) {
            compare(expression(random), ZoneId.of(zone));
        }
    }

    static Stream<String> zones() {
        return ZONES.stream().limit(YEARS >= 10 ? ZONES.size() : SAMPLE_OF_ZONES);
    }

    private static void compare(String expression, ZoneId zone) {
        CronSchedule schedule = CronSchedule.parse(expression, zone);
        Instant due = FIRST_DAY.atStartOfDay(zone).toInstant().minusNanos(1);
        for (Instant next : matchingMinutes(expression, zone)) {
            Instant before = due;
            assertEquals(
                    Optional.of(next), schedule.next(before), () -> expression + " in " + zone + " after " + before);
            due = next;
        }
    }

    private static List<Instant> matchingMinutes(String expression, ZoneId zone) {
        String[] fields = expression.split(" ", -1);
        BitSet minutes = matchingMinutesOfDay(fields[0] + " " + fields[1] + " * * *");
        LocalDate lastDay = FIRST_DAY.plusYears(YEARS);
        BitSet days = matchingDays("0 0 " + fields[2] + " " + fields[3] + " " + fields[4], lastDay);
        List<Instant> matching = new ArrayList<>();
        long end = epochMinute(lastDay.atStartOfDay(zone).toInstant());
        long changeAt = Long.MIN_VALUE;
        long offset = 0;
        for (long minute = epochMinute(FIRST_DAY.atStartOfDay(zone).toInstant()); minute < end; minute++) {
            if (minute >= changeAt) {
                Instant time = Instant.ofEpochSecond(minute * 60);
                ZoneOffsetTransition change = zone.getRules().nextTransition(time);
                offset = zone.getRules().getOffset(time).getTotalSeconds() / 60;
                changeAt = change == null ? Long.MAX_VALUE : epochMinute(change.getInstant());
            }
            int day = (int) (Math.floorDiv(minute + offset, MINUTES_PER_DAY) - FIRST_DAY.toEpochDay());
            if (days.get(day) && minutes.get(Math.floorMod(minute + offset, MINUTES_PER_DAY))) {
                matching.add(Instant.ofEpochSecond(minute * 60));
            }
        }
        return matching;
    }

    private static long epochMinute(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), 60L);
    }

    private static BitSet matchingMinutesOfDay(String expression) {
        ExecutionTime cronUtils = ExecutionTime.forCron(PARSER.parse(expression));
        ZonedDateTime midnight = FIRST_DAY.atStartOfDay(ZoneOffset.UTC);
        BitSet matching = new BitSet();
        for (int minute = 0; minute < MINUTES_PER_DAY; minute++) {
            matching.set(minute, cronUtils.isMatch(midnight.plusMinutes(minute)));
        }
        return matching;
    }

    private static BitSet matchingDays(String expression, LocalDate end) {
        ExecutionTime cronUtils = ExecutionTime.forCron(PARSER.parse(expression));
        BitSet matching = new BitSet();
        for (LocalDate day = FIRST_DAY; !day.isAfter(end); day = day.plusDays(1)) {
            matching.set(
                    (int) (day.toEpochDay() - FIRST_DAY.toEpochDay()),
                    cronUtils.isMatch(day.atStartOfDay(ZoneOffset.UTC)));
        }
        return matching;
    }

    /** Hours around the usual changes of the clocks, and day fields for which cron-utils has the same definition. */
    private static String expression(Random random) {
        String minute = oneOf(random, "0", "30", "59", "1", "15,45", "*/20", "7-9");
        String hour = oneOf(random, "0", "1", "2", "3", "23", "0-4", "*/6", "22-23", "*");
        String day = oneOf(random, "*", "*", "1", "13", "28-31", "1,15");
        String month = oneOf(random, "*", "*", "3,4", "9-11", "*/2", "mar-apr");
        String weekday = oneOf(random, "*", "*", "0", "1-5", "5,6", "sun", "fri");
        return String.join(" ", minute, hour, day, month, weekday).toLowerCase(Locale.ROOT);
    }

    private static String oneOf(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
