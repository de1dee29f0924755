package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueCommandTest {
    @TempDir
    private Path folder;

    @Test
    void due_scheduleInZone_showsDueLateAndStaleInThatZone() {
        CommandRun run =
                due("--schedule", "0 2 * * 1-5", "--zone", "Europe/Helsinki", "--from", "2026-11-27", "--count", "2");
        assertEquals(ExitCode.INTACT, run.exitCode(), run::err);
        assertEquals("""
                schedule: '0 2 * * 1-5' in Europe/Helsinki, expected to take up to 30 min, may start 10 min late
                  due                         late from                   stale from
                  Fri 2026-11-27 02:00 +02:00 Fri 2026-11-27 02:30 +02:00 Fri 2026-11-27 02:40 +02:00
                  Mon 2026-11-30 02:00 +02:00 Mon 2026-11-30 02:30 +02:00 Mon 2026-11-30 02:40 +02:00
                """, run.out());
    }

    @Test
    void due_acrossAChangeOfTheClocks_keepsTheWallClock() {
        CommandRun run = due(
                "--schedule", "30 2 * * *", "--zone", "America/New_York", "--from", "2026-03-07T00:00", "--count", "2");
        assertTrue(run.out().contains("Sat 2026-03-07 02:30 -05:00"), run::out);
        assertTrue(run.out().contains("Mon 2026-03-09 02:30 -04:00"), run::out);
    }

    @Test
    void due_clusterOfTheSettings_usesItsDeadlinesAndPause() throws IOException {
        CommandRun run = due(
                "--settings",
                settings(),
                "--cluster",
                "slow",
                "--from",
                "2026-11-24T00:00:00Z",
                "--count",
                "1",
                "--format",
                "json");
        assertEquals(ExitCode.INTACT, run.exitCode(), run::err);
        assertEquals(
                Map.of(
                        "schema",
                        "due-output/1.0",
                        "cluster",
                        "slow",
                        "schedule",
                        "@daily",
                        "timeZone",
                        "Etc/UTC",
                        "due",
                        List.of(Map.of(
                                "dueAt", "2026-12-25T00:00:00Z",
                                "lateFrom", "2026-12-25T02:00:00Z",
                                "staleFrom", "2026-12-25T02:01:00Z"))),
                Json.read(run.out()));
    }

    @Test
    void due_withoutCluster_showsAllOfTheSettings() throws IOException {
        CommandRun run = due("--settings", settings(), "--from", "2026-11-24");
        assertTrue(run.out().contains("demo: '48 2 * * 1-5' in Etc/UTC"), run::out);
        assertTrue(run.out().contains("slow: '@daily' in Etc/UTC"), run::out);
        assertTrue(run.out().contains("no snapshot is expected until Thu 2026-12-24 06:00 +00:00"), run::out);
        assertEquals(
                5 + 5,
                run.out().lines().filter(line -> line.matches("  [A-Z].*")).count(),
                run::out);
    }

    @Test
    void due_settingsFileWithoutContext_isReadAsTheBlockItself() throws IOException {
        Path file = folder.resolve("fleet.json");
        Files.writeString(file, block("{\"name\":\"alone\"}"));
        assertTrue(due("--settings", file.toString()).out().contains("alone: "));
    }

    // The message names what, where and what to do.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--schedule=0 2 * * 7|--schedule: '0 2 * * 7' is not allowed; 7: weekdays are 0 to 6",
                "--schedule=0 0 30 2 *|--schedule: '0 0 30 2 *' is never due; must be due on a day that exists",
                "--schedule=@daily --zone=Mars|--zone: 'Mars' is not allowed; must be a time zone of the IANA database",
                "--schedule=@daily --from=soon|'--from': 'soon' is not a time such as 2026-11-24",
                "--schedule=@daily --count=0|--count: 0 is not 1 to 1000",
                "--schedule=@daily --cluster=demo|--cluster",
                "--zone=Europe/Helsinki|--schedule",
                "--settings=nowhere.json|nowhere.json does not exist; run this beside cdk.json, or name the file (--settings)",
            })
    void due_wrongCall_isUsageWithTheReason(String arguments, String message) {
        CommandRun run = due(arguments.split(" (?=--)"));
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains(message), run::err);
        assertEquals("", run.out());
    }

    @Test
    void due_unknownCluster_namesThoseThereAre() throws IOException {
        CommandRun run = due("--settings", settings(), "--cluster", "prod");
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(
                run.err().contains("--cluster: 'prod' is not in ") && run.err().contains("demo, slow"), run::err);
    }

    @Test
    void due_settingsNotJson_isUsageWithThePlace() throws IOException {
        Path file = folder.resolve("broken.json");
        Files.writeString(file, "{");
        CommandRun run = due("--settings", file.toString());
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains("broken.json is not a JSON object, line 1, column 2: "), run::err);
    }

    @Test
    void due_contradictingSettings_saysWhatContradicts() throws IOException {
        Path file = folder.resolve("fleet.json");
        Files.writeString(file, block("{\"name\":\"demo\",\"rpoHours\":24}"));
        CommandRun run = due("--settings", file.toString());
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains("clusters[0].rpoHours: 24 hours are less than"), run::err);
    }

    private static CommandRun due(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "due";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandRun.of(all);
    }

    private String settings() throws IOException {
        Path file = folder.resolve("cdk.json");
        String clusters = "{\"name\":\"demo\"},{\"name\":\"slow\",\"writerRole\":\"slow\",\"schedule\":\"@daily\","
                + "\"jobDeadlineSeconds\":7200,\"startingDeadlineSeconds\":60,\"pausedUntil\":\"2026-12-24T06:00:00Z\"}";
        Files.writeString(file, "{\"context\":{\"vault-snapshot\":" + block(clusters) + "}}");
        return file.toString();
    }

    private static String block(String clusters) {
        return "{\"account\":\"111122223333\",\"region\":\"eu-north-1\",\"clusters\":[" + clusters + "]}";
    }
}
