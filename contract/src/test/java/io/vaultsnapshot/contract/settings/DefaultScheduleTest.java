package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.schedule.CronExpression;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultScheduleTest {
    /** Another minute for a name that is deployed already would move its snapshots. */
    @ParameterizedTest
    @CsvSource({"prod, 19", "demo, 48", "my-eks-cluster, 55", "Staging_2, 46"})
    void of_name_isAlwaysTheSameMinute(String name, int minute) {
        assertEquals(CronExpression.parse(minute + " 2 * * 1-5"), schedule(Map.of("name", name)));
    }

    @Test
    void of_fleet_spreadsOverTheHour() {
        Map<String, Integer> clusters = new TreeMap<>();
        Stream.of("prod-eu-%d", "prod-us-%d", "stage%d", "team-%d-dev", "k%d")
                .flatMap(form -> IntStream.rangeClosed(1, 120).mapToObj(form::formatted))
                .forEach(name -> clusters.merge(schedule(Map.of("name", name)).toString(), 1, Integer::sum));

        assertEquals(60, clusters.size(), "600 clusters use every minute");
        assertTrue(clusters.values().stream().allMatch(count -> count <= 25), clusters::toString);
    }

    @Test
    void of_schedule_thatIsGiven_isKept() {
        assertEquals(CronExpression.parse("0 2 * * 1-5"), schedule(Map.of("name", "demo", "schedule", "0 2 * * 1-5")));
    }

    private static CronExpression schedule(Map<String, Object> cluster) {
        return SettingsSamples.cluster(cluster).get(ClusterSetting.SCHEDULE);
    }
}
