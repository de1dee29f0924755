package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vaultsnapshot.contract.health.ProofLevel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One declaration gives all numbers, and two that contradict each other are refused with both of them. */
class DerivedNumbersTest {
    @Test
    void of_seedsSchedule_followsFromItsWeekend() {
        Deadlines deadlines = Deadlines.of(cluster(Map.of()));
        assertEquals(Duration.ofDays(3), deadlines.longestGap());
        assertEquals(
                Map.of(
                        ProofLevel.PRESENT, Duration.ofDays(3).plusMinutes(40),
                        ProofLevel.INTACT, Duration.ofHours(73),
                        ProofLevel.UNSEALABLE, Duration.ofHours(73)),
                deadlines.ages());
    }

    @ParameterizedTest
    @CsvSource({
        "0 2 * * 1-5,  73", // 72 h, 40 min of deadlines, 15 min of sweep
        "@daily,       25",
        "@weekly,     169",
        "*/15 * * * *,  2", // 15 + 40 + 15 min
    })
    void parse_withoutRpo_derivesWhatTheScheduleCanKeep(String schedule, int hours) {
        assertEquals(
                Duration.ofHours(hours),
                cluster(Map.of("schedule", schedule)).recovery().rpo());
    }

    @Test
    void parse_derivedRpoWrittenBack_isAccepted() {
        SnapshotSettings settings = SettingsParser.parse(SettingsSamples.minimal());
        assertEquals(settings, SettingsParser.parse(SettingsBlock.of(settings)));
    }

    @Test
    void parse_drillSchedule_derivesOneDayMoreThanItsGap() {
        ClusterSettings cluster = cluster(Map.of("drillSchedule", "0 4 * * 0"));
        assertEquals(Duration.ofDays(8), cluster.recovery().restoredWithin());
        assertEquals(Duration.ofDays(8), Deadlines.of(cluster).ages().get(ProofLevel.RESTORED));
    }

    @Test
    void parse_rpoShorterThanTheWeekend_namesBothNumbersAndTheirOrigin() {
        assertProblem(
                Map.of("rpoHours", 24),
                "clusters[0].rpoHours: 24 hours are less than what may pass between two snapshots, 3 d 40 min: schedule"
                        + " '0 2 * * 1-5' in Etc/UTC leaves up to 3 d between two due times, and startingDeadlineSeconds"
                        + " 600 with jobDeadlineSeconds 1800 let the job end 40 min later; must be at least 73, or take"
                        + " snapshots more often");
    }

    @Test
    void parse_rpoOfExactlyWhatIsNeeded_isAccepted() {
        Map<String, Object> cluster =
                Map.of("startingDeadlineSeconds", 1800, "jobDeadlineSeconds", 1800, "rpoHours", 73);
        assertEquals(Duration.ofHours(73), cluster(cluster).recovery().rpo());
        assertProblems(
                Map.of("startingDeadlineSeconds", 1801, "jobDeadlineSeconds", 1800, "rpoHours", 73), Map.of(), 1);
    }

    @Test
    void parse_rpoThatSummerTimeBreaksOnceAYear_isRefused() {
        Map<String, Object> cluster = Map.of("schedule", "30 2 * * *", "timeZone", "America/New_York", "rpoHours", 26);
        assertProblem(
                cluster,
                "clusters[0].rpoHours: 26 hours are less than what may pass between two snapshots, 1 d 23 h 40 min:"
                        + " schedule '30 2 * * *' in America/New_York leaves up to 1 d 23 h between two due times, and"
                        + " startingDeadlineSeconds 600 with jobDeadlineSeconds 1800 let the job end 40 min later; must"
                        + " be at least 48, or take snapshots more often");
    }

    @Test
    void parse_drillSlowerThanItsDeadline_namesBoth() {
        assertProblem(
                Map.of("drillSchedule", "0 4 * * 0", "restoredWithinDays", 7),
                "clusters[0].restoredWithinDays: 7 days are over before the next drill has ended: drillSchedule"
                        + " '0 4 * * 0' in Etc/UTC leaves up to 7 d between two drills; must be at least 8, or drill more"
                        + " often");
    }

    @Test
    void parse_restoreDeadlineWithoutDrill_isRefused() {
        assertProblem(
                Map.of("restoredWithinDays", 8),
                "clusters[0].restoredWithinDays: 8 days are promised, but no drillSchedule says when a drill restores"
                        + " anything; set both or neither");
    }

    @Test
    void parse_scheduleThatNeverComes_isRefused() {
        assertProblem(
                Map.of("schedule", "0 0 30 2 *"),
                "clusters[0].schedule: '0 0 30 2 *' does not come twice in nine years");
    }

    @Test
    void parse_snapshotLargerThanARunCanVerify_namesSpeedAndLimit() {
        assertProblem(
                Map.of("shareSizeMiB", 9001),
                "clusters[0].shareSizeMiB: 9001 MiB may take 15 min 1 s to verify, reading twice at 20 MiB/s, and Lambda"
                        + " stops a run after 15 min; must be at most 9000");
    }

    @Test
    void parse_lockLongerThanRetention_namesBoth() {
        assertFleetProblem(
                Map.of("retentionDays", 30, "lockDays", 31),
                "lockDays: 31 days are longer than retentionDays 30: nothing can remove a snapshot before its lock ends,"
                        + " so it would be kept longer than declared; must be at most 30");
    }

    @Test
    void parse_retentionOrLockShorterThanRpo_namesTheCluster() {
        assertFleetProblem(
                Map.of("retentionDays", 3),
                "retentionDays: 3 days are shorter than clusters[0].rpoHours 73 (3 d 1 h): the last proven snapshot could"
                        + " expire before the next one is proven; must be at least 4");
        assertFleetProblem(
                Map.of("lockDays", 3),
                "lockDays: 3 days are shorter than clusters[0].rpoHours 73 (3 d 1 h): the last proven snapshot could be"
                        + " deleted before the next one is proven; must be at least 4");
    }

    @Test
    void of_fleet_locksUntilTheNextProofAndAWeekToReact() {
        assertEquals(4 + 7, numbers(Map.of(), Map.of()).lockDays());
        assertEquals(
                8 + 7, numbers(Map.of(), Map.of("drillSchedule", "0 4 * * 0")).lockDays());
        assertEquals(10, numbers(Map.of("retentionDays", 10), Map.of()).lockDays());
        assertEquals(5, numbers(Map.of("lockDays", 5), Map.of()).lockDays());
        assertEquals(
                Optional.of(10), numbers(Map.of("retentionDays", 10), Map.of()).retentionDays());
    }

    @Test
    void of_fleet_timeoutFollowsFromTheLargestVolume() {
        assertEquals(
                Duration.ofMinutes(5),
                numbers(Map.of(), Map.of("shareSizeMiB", 16)).functionTimeout());
        assertEquals(
                Duration.ofMinutes(11),
                numbers(Map.of(), Map.of("shareSizeMiB", 6000)).functionTimeout());
        assertEquals(
                Duration.ofMinutes(15),
                numbers(Map.of(), Map.of("shareSizeMiB", 9000)).functionTimeout());
    }

    private static DerivedSettings numbers(Map<String, Object> fleet, Map<String, Object> cluster) {
        return DerivedSettings.of(SettingsParser.parse(block(fleet, cluster)));
    }

    private static ClusterSettings cluster(Map<String, Object> keys) {
        return SettingsParser.parse(block(Map.of(), keys)).clusters().get(0);
    }

    private static Map<String, Object> block(Map<String, Object> fleet, Map<String, Object> keys) {
        Map<String, Object> cluster = new LinkedHashMap<>(keys);
        cluster.put("name", "prod");
        Map<String, Object> block = SettingsSamples.minimal();
        block.putAll(fleet);
        block.put("clusters", List.of(cluster));
        return block;
    }

    private static void assertProblem(Map<String, Object> cluster, String problem) {
        assertEquals(List.of(problem), assertProblems(cluster, Map.of(), 1));
    }

    private static void assertFleetProblem(Map<String, Object> fleet, String problem) {
        assertEquals(List.of(problem), assertProblems(Map.of(), fleet, 1));
    }

    private static List<String> assertProblems(Map<String, Object> cluster, Map<String, Object> fleet, int count) {
        List<String> problems =
                assertThrows(InvalidSettingsException.class, () -> SettingsParser.parse(block(fleet, cluster)))
                        .problems()
                        .stream()
                        .map(SettingsProblem::toString)
                        .toList();
        assertEquals(count, problems.size(), problems::toString);
        return problems;
    }
}
