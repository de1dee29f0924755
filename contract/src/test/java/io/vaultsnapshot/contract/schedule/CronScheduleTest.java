package io.vaultsnapshot.contract.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {
    /**
     * Days on which the library that Kubernetes uses slips, and the wall clock's rule holds here. In Cairo the clocks go
     * from 24:00 to 01:00, and it skips that Friday. On Lord Howe Island they move by half an hour, and it misses full
     * hours after the change. In St John's they used to move at 00:01, and it finds the same time for ever.
     */
    private static final Set<String> LIBRARY_SLIPS = Set.of(
            "Africa/Cairo 2026-04-24",
            "Australia/Lord_Howe 2026-10-04",
            "Australia/Lord_Howe 2026-04-05",
            "America/St_Johns 2010-03-14",
            "America/St_Johns 2010-11-07");

    // Worked out by hand with a calendar; times are local, without seconds.
    @ParameterizedTest
    @CsvSource({
        "0 2 * * 1-5,    UTC,              2026-11-20T02:00, 2026-11-23T02:00", // Friday to Monday
        "0 2 * * 1-5,    UTC,              2026-11-20T01:59, 2026-11-20T02:00",
        "0 2 * * mon-fri,Europe/Helsinki,  2026-11-21T12:00, 2026-11-23T02:00",
        "*/15 * * * *,   UTC,              2026-12-31T23:46, 2027-01-01T00:00",
        "5/20 * * * *,   UTC,              2026-12-31T23:25, 2026-12-31T23:45", // 5, 25, 45
        "0 0 29 2 *,     UTC,              2026-01-01T00:00, 2028-02-29T00:00", // the next leap year
        "0 0 31 * *,     UTC,              2026-03-31T00:00, 2026-05-31T00:00", // April has 30 days
        "0 12 13 * 5,    UTC,              2026-11-13T12:00, 2026-11-20T12:00", // day of month OR day of week
        "0 12 13 * 5,    UTC,              2026-12-11T12:00, 2026-12-13T12:00", // the 13th, a Sunday
        "0 12 13 * *,    UTC,              2026-11-13T12:00, 2026-12-13T12:00",
        "0 12 13 * ?,    UTC,              2026-11-13T12:00, 2026-12-13T12:00",
        "0 12 */1 * 5,   UTC,              2026-11-21T00:00, 2026-11-27T12:00", // */1 is as open as *
        "0 12 */2 * 5,   UTC,              2026-11-21T00:00, 2026-11-21T12:00", // */2 restricts, so either day does
        "0 9 1 jan *,    America/New_York, 2026-01-01T09:00, 2027-01-01T09:00",
        "0 9 1 JAN-mar *,America/New_York, 2026-01-01T09:00, 2026-02-01T09:00",
        "1-5 8 * * *,    UTC,              2026-05-05T08:05, 2026-05-06T08:01",
        "10-20/5 8 * * *,UTC,              2026-05-05T08:11, 2026-05-05T08:15",
        "@hourly,        UTC,              2026-05-05T08:11, 2026-05-05T09:00",
        "@daily,         Asia/Kolkata,     2026-05-05T08:11, 2026-05-06T00:00",
        "@midnight,      Asia/Kolkata,     2026-05-05T08:11, 2026-05-06T00:00",
        "@weekly,        UTC,              2026-05-05T08:11, 2026-05-10T00:00", // Sunday
        "@monthly,       UTC,              2026-05-05T08:11, 2026-06-01T00:00",
        "@yearly,        UTC,              2026-05-05T08:11, 2027-01-01T00:00",
        "@annually,      UTC,              2026-05-05T08:11, 2027-01-01T00:00",
    })
    void next_expression_isTheDateWorkedOutByHand(String expression, String zone, String after, String due) {
        assertEquals(Optional.of(at(due, zone)), schedule(expression, zone).next(at(after, zone)));
    }

    @ParameterizedTest
    @CsvSource({
        // 02:30 does not exist on the day the clocks go forward.
        "30 2 * * *, America/New_York,    2026-03-07T12:00:00Z, 2026-03-09T06:30:00Z",
        "30 3 * * *, Europe/Helsinki,     2026-03-28T12:00:00Z, 2026-03-30T00:30:00Z",
        "0 4 * * *,  Europe/Helsinki,     2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z",
        "15 2 * * *, Australia/Lord_Howe, 2026-10-03T00:00:00Z, 2026-10-04T15:15:00Z",
        "45 2 * * *, Australia/Lord_Howe, 2026-10-03T00:00:00Z, 2026-10-03T15:45:00Z",
        "0 3 * * *,  Australia/Lord_Howe, 2026-10-03T00:00:00Z, 2026-10-03T16:00:00Z",
        // Midnight did not exist in Brazil on 4 November 2018.
        "0 0 * * *,  America/Sao_Paulo,   2018-11-03T12:00:00Z, 2018-11-05T02:00:00Z",
        "30 0 * * 0, America/Sao_Paulo,   2018-11-03T12:00:00Z, 2018-11-11T02:30:00Z",
        "0 1 * * 0,  America/Sao_Paulo,   2018-11-03T12:00:00Z, 2018-11-04T03:00:00Z",
        "0 2 * * 5,  Africa/Cairo,        2026-04-20T00:00:00Z, 2026-04-23T23:00:00Z",
        // The change is at 00:01 and takes away the rest of the hour.
        "30 1 * * *, America/St_Johns,    2010-03-14T03:00:00Z, 2010-03-14T04:00:00Z",
        // Samoa had no 30 December 2011.
        "0 5 * * *,  Pacific/Apia,        2011-12-29T20:00:00Z, 2011-12-30T15:00:00Z",
    })
    void next_clocksGoForward_skipsWhatDoesNotExist(String expression, String zone, Instant after, Instant due) {
        assertEquals(Optional.of(due), schedule(expression, zone).next(after));
    }

    @ParameterizedTest
    @CsvSource({
        "30 1 * * *, America/New_York,    2026-10-31T12:00:00Z, 2026-11-01T05:30:00Z, 2026-11-01T06:30:00Z",
        "30 3 * * *, Europe/Helsinki,     2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z",
        "45 1 * * *, Australia/Lord_Howe, 2026-04-04T00:00:00Z, 2026-04-04T14:45:00Z, 2026-04-04T15:15:00Z",
        "15 1 * * *, Australia/Lord_Howe, 2026-04-04T00:00:00Z, 2026-04-04T14:15:00Z, 2026-04-05T14:45:00Z",
        "0 2 * * *,  Australia/Lord_Howe, 2026-04-04T00:00:00Z, 2026-04-04T15:30:00Z, 2026-04-05T15:30:00Z",
        "0 23 * * *, America/Sao_Paulo,   2018-02-17T12:00:00Z, 2018-02-18T01:00:00Z, 2018-02-18T02:00:00Z",
        // A day that starts twice: 00:01 became 23:01 of the day before.
        "0 0 * * *,  America/St_Johns,    2010-11-06T12:00:00Z, 2010-11-07T02:30:00Z, 2010-11-07T03:30:00Z",
        "0 2 * * 0,  America/St_Johns,    2010-11-06T12:00:00Z, 2010-11-07T05:30:00Z, 2010-11-14T05:30:00Z",
    })
    void next_clocksGoBack_occursTwiceWhereTheClockDoes(
            String expression, String zone, Instant after, Instant first, Instant second) {
        CronSchedule schedule = schedule(expression, zone);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertEquals(Optional.of(first), schedule.next(after));
            assertEquals(Optional.of(second), schedule.next(first));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 2,4,6,9,11 *"})
    void next_dayThatNeverComes_isEmpty(String expression) {
        assertEquals(Optional.empty(), schedule(expression, "UTC").next(Instant.parse("2026-01-01T00:00:00Z")));
    }

    @Test
    void next_leapDayBeyondTheHorizon_isEmptyAsInKubernetes() {
        // 2100 is no leap year, and eight years are more than the five that are searched.
        assertEquals(Optional.empty(), schedule("0 0 29 2 *", "UTC").next(Instant.parse("2096-03-01T00:00:00Z")));
        assertEquals(
                Optional.of(Instant.parse("2096-02-29T00:00:00Z")),
                schedule("0 0 29 2 *", "UTC").next(Instant.parse("2092-03-01T00:00:00Z")));
    }

    @Test
    void next_dueTimeItself_isNotAfterItself() {
        Instant due = Instant.parse("2026-11-23T02:00:00Z");
        assertEquals(Optional.of(due), schedule("0 2 * * *", "UTC").next(due.minusNanos(1)));
        assertEquals(
                Optional.of(due.plus(Duration.ofDays(1))),
                schedule("0 2 * * *", "UTC").next(due));
    }

    // What the library accepts beyond this ("1,", "*-5", "+5") is a slip of its parser; here it is refused.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0 2 * *",
                "0 2 * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * 32 * *",
                "* * * 0 *",
                "* * * 13 *",
                "0 0 * * 7",
                "0 0 * * sun-7",
                "*/0 * * * *",
                "5-1 * * * *",
                "0 0 * * fri-mon",
                "1-2-3 * * * *",
                "1/2/3 * * * *",
                "a * * * *",
                "-1 * * * *",
                "1, * * * *",
                ",1 * * * *",
                "*-5 * * * *",
                "+5 * * * *",
                "1.5 * * * *",
                "10000 * * * *",
                "99999999999 * * * *",
                "fri * * * *",
                "* * * * fr",
                "* * * * friday",
                "* * * mon *",
                "L * * * *",
                "* * L * *",
                "* * 15W * *",
                "* * * * 5#2",
                "H 2 * * *",
                "@every 1h",
                "@reboot",
                "@Daily",
                "@",
                "TZ=UTC 0 2 * * *",
                "CRON_TZ=Europe/Helsinki 0 2 * * *",
                "\u0663 * * * *",
                "* * * * \u017fun",
                "0 2 * * 1-5;reboot"
            })
    void parse_notASchedule_isRefused(String expression) {
        assertThrows(IllegalArgumentException.class, () -> schedule(expression, "UTC"));
    }

    @Test
    void parse_badField_messageNamesPartAndRange() {
        IllegalArgumentException exception =
                assertThrows(IllegalArgumentException.class, () -> schedule("0 2 * * 1,7", "UTC"));
        assertEquals("'0 2 * * 1,7' is not allowed; 7: weekdays are 0 to 6 (0 is Sunday)", exception.getMessage());
    }

    /** Answers of robfig/cron v3.0.1, the library of the CronJob controller, one per line. */
    @ParameterizedTest
    @MethodSource("libraryAnswers")
    void next_sameAsTheLibraryOfKubernetes_exceptWhereItSlips(
            String zone, String expression, String after, String due) {
        CronSchedule schedule = schedule(expression, zone);
        Instant time = Instant.parse(after);
        for (String each : due.split(" ", -1)) {
            Optional<Instant> next = schedule.next(time);
            if (each.equals("never")) {
                assertEquals(Optional.empty(), next);
                return;
            }
            Instant expected = Instant.parse(each);
            if (!next.equals(Optional.of(expected)) && isSlip(zone, time, expected)) {
                return;
            }
            assertEquals(Optional.of(expected), next, zone + " " + expression + " after " + time);
            time = expected;
        }
    }

    static Stream<String[]> libraryAnswers() throws IOException {
        List<String[]> answers = new ArrayList<>();
        try (InputStream stream =
                        Objects.requireNonNull(CronScheduleTest.class.getResourceAsStream("robfig-cron-v3.0.1.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> answers.add(line.split("\\|", -1)));
        }
        assertTrue(answers.size() > 500, "the table of answers is there");
        return answers.stream();
    }

    /** Whether the clocks change on a listed day between the two times or up to a day later. */
    private static boolean isSlip(String zone, Instant from, Instant to) {
        ZoneId id = ZoneId.of(zone);
        return from.atZone(id)
                .toLocalDate()
                .datesUntil(to.atZone(id).toLocalDate().plusDays(2))
                .anyMatch(day -> LIBRARY_SLIPS.contains(zone + " " + day));
    }

    private static CronSchedule schedule(String expression, String zone) {
        return CronSchedule.parse(expression, ZoneId.of(zone));
    }

    private static Instant at(String local, String zone) {
        LocalDateTime time = LocalDateTime.parse(local);
        ZoneId id = ZoneId.of(zone);
        ZoneOffset offset = id.getRules().getOffset(time);
        return time.toInstant(offset);
    }
}
