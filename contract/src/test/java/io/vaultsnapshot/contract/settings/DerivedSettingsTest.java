package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.health.ProofLevel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from the settings, and promises that contradict the schedule are refused with both numbers. */
class DerivedSettingsTest {
    @Test
    void of_defaultSchedule_followsFromItsWeekend() {
        assertEquals(
                Map.of(
                        ProofLevel.PRESENT, Duration.ofDays(3).plusMinutes(40),
                        ProofLevel.INTACT, Duration.ofHours(73),
                        ProofLevel.UNSEALABLE, Duration.ofHours(73)),
                Deadlines.of(SettingsSamples.cluster(Map.of())).ages());
    }

    @Test
    void of_proofLevelIntact_hasNoDeadlineForHigherLevels() {
        assertEquals(
                List.of(ProofLevel.PRESENT, ProofLevel.INTACT),
                List.copyOf(Deadlines.of(SettingsSamples.cluster(Map.of("proofLevel", "intact")))
                        .ages()
                        .keySet()));
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
                SettingsSamples.cluster(Map.of("schedule", schedule)).recovery().rpo());
    }

    @Test
    void parse_rpoShorterThanTheWeekend_namesBothNumbersAndTheirOrigin() {
        assertProblem(
                Map.of("rpoHours", 24),
                "clusters[0].rpoHours: 24 hours are less than the 3 d 40 min that may pass between two snapshots: schedule"
                        + " '19 2 * * 1-5' in Etc/UTC leaves up to 3 d between two due times, and startingDeadlineSeconds"
                        + " 600 with jobDeadlineSeconds 1800 let the job end 40 min later; must be at least 73, or take"
                        + " snapshots more often");
    }

    @Test
    void parse_rpoOfExactlyWhatIsNeeded_isAccepted() {
        Map<String, Object> exact = Map.of("startingDeadlineSeconds", 1800, "jobDeadlineSeconds", 1800, "rpoHours", 73);
        assertEquals(
                Duration.ofHours(73), SettingsSamples.cluster(exact).recovery().rpo());
        Map<String, Object> less = Map.of("startingDeadlineSeconds", 1801, "jobDeadlineSeconds", 1800, "rpoHours", 73);
        assertEquals(1, problems(less).size());
    }

    @Test
    void parse_rpoThatSummerTimeBreaksOnceAYear_isRefused() {
        assertProblem(
                Map.of("schedule", "30 2 * * *", "timeZone", "America/New_York", "rpoHours", 26),
                "clusters[0].rpoHours: 26 hours are less than the 1 d 23 h 40 min that may pass between two snapshots:"
                        + " schedule '30 2 * * *' in America/New_York leaves up to 1 d 23 h between two due times, and"
                        + " startingDeadlineSeconds 600 with jobDeadlineSeconds 1800 let the job end 40 min later; must"
                        + " be at least 48, or take snapshots more often");
    }

    @ParameterizedTest
    @CsvSource({"16, 1800", "2048, 1800", "7200, 1800", "7204, 1801", "8400, 2100"})
    void parse_withoutJobDeadline_derivesItFromTheSize(int shareSizeMiB, int seconds) {
        assertEquals(
                Duration.ofSeconds(seconds),
                SettingsSamples.cluster(Map.of("shareSizeMiB", shareSizeMiB))
                        .job()
                        .jobDeadline());
    }

    @Test
    void parse_jobDeadline_isNotDerived() {
        assertEquals(
                Duration.ofMinutes(15),
                SettingsSamples.cluster(Map.of("shareSizeMiB", 8400, "jobDeadlineSeconds", 900))
                        .job()
                        .jobDeadline());
    }

    @Test
    void parse_scheduleThatNeverComes_isRefused() {
        assertProblem(
                Map.of("schedule", "0 0 30 2 *"),
                "clusters[0].schedule: '0 0 30 2 *' is never due; must be due on a day that exists");
    }

    @ParameterizedTest
    @CsvSource({"16, 5", "12000, 11", "16800, 15"})
    void of_fleet_timeoutFollowsFromTheLargestVolume(int mebibytes, int minutes) {
        Map<String, Object> block = SettingsSamples.withCluster("shareSizeMiB", mebibytes);
        assertEquals(
                Duration.ofMinutes(minutes),
                DerivedSettings.of(SettingsParser.parse(block)).functionTimeout());
    }

    @Test
    void parse_snapshotLargerThanARunCanVerify_isRefused() {
        assertProblem(
                Map.of("shareSizeMiB", 16801),
                "clusters[0].shareSizeMiB: 16801 is not allowed; must be MiB, 16 to 16800, because one run of the verifier,"
                        + " which Lambda ends after 15 minutes, must be able to read a snapshot twice");
    }

    /** Without the native crypto library a run reads 25 MiB/s. Then every snapshot must still be readable once. */
    @ParameterizedTest
    @ValueSource(ints = {16, 2048, 4800, 4801, 12000, 16800})
    void of_fleet_withoutNativeCrypto_leavesTimeForOneReading(int mebibytes) {
        Duration timeout = DerivedSettings.of(
                        SettingsParser.parse(SettingsSamples.withCluster("shareSizeMiB", mebibytes)))
                .functionTimeout();
        Duration once = Duration.ofSeconds(mebibytes / 25 + 1);
        assertTrue(once.compareTo(timeout.minus(VerifierFunction.RESERVE)) <= 0, () -> once + " of " + timeout);
    }

    private static void assertProblem(Map<String, Object> cluster, String problem) {
        assertEquals(List.of(problem), problems(cluster));
    }

    private static List<String> problems(Map<String, Object> cluster) {
        return assertThrows(InvalidSettingsException.class, () -> SettingsSamples.cluster(cluster)).problems().stream()
                .map(SettingsProblem::toString)
                .toList();
    }
}
