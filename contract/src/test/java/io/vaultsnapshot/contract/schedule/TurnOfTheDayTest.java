package io.vaultsnapshot.contract.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.aws.VerifierFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnOfTheDayTest {
    /** A plain {@code hashCode} modulo 96 gave 213, 231, 136, 28 and 27. */
    @ParameterizedTest
    @CsvSource({
        "cluster-%d,                10000, 112",
        "cluster-%05d,              10000, 112",
        "%s-%s-%d,                  10000, 122",
        "tenant%d-prod,              1000,  15",
        "prod-eu-%d,                 1000,  15",
    })
    void of_namesOfARealFleet_noSweepHasManyMoreTurnsThanOthers(String pattern, int clusters, int most) {
        int[] turns = new int[TurnOfTheDay.SLOTS];
        names(pattern, clusters).forEach(name -> turns[TurnOfTheDay.of(name)]++);
        int fullest = Arrays.stream(turns).max().orElseThrow();
        assertTrue(
                fullest <= most, () -> fullest + " turns in one sweep, " + clusters / TurnOfTheDay.SLOTS + " are even");
    }

    @Test
    void at_wholeDay_everySweepIsOneTurn() {
        Instant midnight = Instant.parse("2026-11-24T00:00:00Z");
        assertEquals(
                IntStream.range(0, TurnOfTheDay.SLOTS).boxed().toList(),
                Stream.iterate(midnight, each -> each.plus(VerifierFunction.SWEEP_PERIOD))
                        .limit(TurnOfTheDay.SLOTS)
                        .map(TurnOfTheDay::at)
                        .toList());
        assertEquals(0, TurnOfTheDay.at(midnight.plus(Duration.ofDays(1)).plusSeconds(899)));
    }

    private static Stream<String> names(String pattern, int clusters) {
        String[] stages = {"prod", "staging", "dev", "test"};
        String[] regions = {"eu-west-1", "eu-central-1", "us-east-1", "us-west-2", "ap-southeast-1"};
        IntStream numbers = IntStream.range(0, clusters);
        return pattern.startsWith("%s")
                ? numbers.mapToObj(each ->
                        String.format(Locale.ROOT, pattern, stages[each % 4], regions[each / 4 % 5], each / 20 + 1))
                : numbers.mapToObj(each -> String.format(Locale.ROOT, pattern, each + 1));
    }
}
