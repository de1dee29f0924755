package io.vaultsnapshot.contract.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Assertions;

/**
 * A second opinion from cron-utils, which was written by other people from the same definition. Where the two differ by
 * definition, generated expressions stay away: cron-utils counts {@code *}{@code /n} as an open day field, Kubernetes
 * only for n = 1; cron-utils refuses some steps beyond a range; and around a change of the clock it moves a skipped
 * time to a later one where Kubernetes drops it. {@code CronScheduleTest} has those cases.
 */
class CronSchedulePropertyTest {
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    private static final long DAY = 86_400;

    @Property(tries = 2000)
    void next_awayFromClockChanges_equalsCronUtils(
            @ForAll("expressions") String expression, @ForAll("zones") ZoneId zone, @ForAll("times") Instant after) {
        Optional<Instant> due = CronSchedule.parse(expression, zone).next(after);
        Optional<Instant> theirs = ExecutionTime.forCron(PARSER.parse(expression))
                .nextExecution(after.atZone(zone))
                .map(ZonedDateTime::toInstant);
        Assume.that(due.isPresent() && theirs.isPresent());
        Assume.that(isQuiet(zone, due.get()) && isQuiet(zone, theirs.get()) && isQuiet(zone, after));
        Assertions.assertEquals(theirs, due, () -> expression + " " + zone + " after " + after);
    }

    @Property(tries = 1000)
    void next_anyTime_isLaterAndOnAFullMinute(
            @ForAll("expressions") String expression, @ForAll("zones") ZoneId zone, @ForAll("times") Instant after) {
        CronSchedule.parse(expression, zone).next(after).ifPresent(due -> {
            Assertions.assertTrue(due.isAfter(after));
            Assertions.assertEquals(0, due.getEpochSecond() % 60);
        });
    }

    @Provide
    Arbitrary<String> expressions() {
        return Combinators.combine(field(0, 59), field(0, 23), dayField(1, 28), field(1, 12), dayField(0, 6))
                .as((minute, hour, day, month, weekday) -> String.join(" ", minute, hour, day, month, weekday));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "UTC",
                        "Europe/Helsinki",
                        "Europe/London",
                        "America/New_York",
                        "America/Sao_Paulo",
                        "America/St_Johns",
                        "Australia/Lord_Howe",
                        "Asia/Kolkata",
                        "Asia/Tokyo",
                        "Pacific/Auckland")
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<Instant> times() {
        return Arbitraries.longs()
                .between(Instant.parse("2015-01-01T00:00:00Z").getEpochSecond(), 2_000_000_000L)
                .map(Instant::ofEpochSecond);
    }

    private static boolean isQuiet(ZoneId zone, Instant time) {
        ZoneOffsetTransition next = zone.getRules().nextTransition(time.minusSeconds(2 * DAY));
        return next == null || next.getInstant().isAfter(time.plusSeconds(2 * DAY));
    }

    private static Arbitrary<String> field(int min, int max) {
        Arbitrary<String> step = Arbitraries.integers().between(1, max / 2).map(each -> "*/" + each);
        return Arbitraries.oneOf(dayField(min, max), step);
    }

    private static Arbitrary<String> dayField(int min, int max) {
        Arbitrary<Integer> value = Arbitraries.integers().between(min, max);
        Arbitrary<String> range = Combinators.combine(value, value)
                .as((first, second) -> Math.min(first, second) + "-" + Math.max(first, second));
        Arbitrary<String> list =
                value.map(String::valueOf).list().ofMinSize(1).ofMaxSize(3).map(values -> String.join(",", values));
        return Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just("*")), Tuple.of(2, list), Tuple.of(1, range));
    }
}
