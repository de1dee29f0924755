package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.status.Assessment;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a bucket: what is written, when not, and what the exit code says. */
class ReportCommandTest {
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    private Path folder;

    private FakeS3 bucket;
    private RecordedSnapshots snapshots;

    @BeforeEach
    void aClusterWithThreeBackups() throws IOException {
        bucket = new FakeS3();
        snapshots = new RecordedSnapshots(bucket);
        snapshots.add(now.minus(Duration.ofDays(40)).toString());
        snapshots.add(now.minus(Duration.ofDays(2)).toString());
        snapshots.add(now.minus(Duration.ofDays(1)).toString());
        ClusterStatus status = status(Cause.PROVEN);
        store(status, now.minusSeconds(60));
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void report_wholeBucket_writesThePageOfThePeriod() throws IOException {
        CommandRun run = report();

        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
        assertTrue(run.out().startsWith(page() + ": 1 cluster, "), run::out);
        assertEquals("", run.err());
        String html = Files.readString(page());
        assertTrue(html.contains("2 backups of 1 cluster taken"), html);
        assertTrue(html.contains("nothing was removed, replaced, reordered or left out"), html);
        // Index, status, list of records, three records, list of backups; for the audit the list again, head and
        // versions.
        assertEquals(11, bucket.requests() - requestsOfThePreparation());
    }

    private static int requestsOfThePreparation() {
        // Each record of the chain: head read, record and head written.
        return 9;
    }

    @Test
    void report_asJson_saysWhatWasWritten() throws IOException {
        Map<String, Object> json = Json.read(report("--format", "json").out());

        assertEquals("report-output/1.0", json.get("schema"));
        assertEquals(page().toString(), json.get("file"));
        assertEquals(Files.size(page()), ((Number) json.get("bytes")).longValue());
        assertEquals(false, json.get("bad"));
        assertEquals(List.of(), json.get("unchecked"));
    }

    @Test
    void report_clusterIsBad_writesThePageAndExitsOne() throws IOException {
        store(status(Cause.SNAPSHOT_OVERDUE), now.minusSeconds(60));

        assertEquals(ExitCode.FINDINGS, report().exitCode());
        assertTrue(Files.readString(page()).contains("a snapshot is overdue"));
    }

    @Test
    void report_backupWasRemoved_exitsOneAndThePageSaysSo() throws IOException {
        bucket.remove(snapshots.add(now.minus(Duration.ofHours(3)).toString()).format());

        CommandRun run = report();

        assertEquals(ExitCode.FINDINGS, run.exitCode(), run::toString);
        assertTrue(Files.readString(page()).contains("SNAPSHOT_REMOVED"));
    }

    @Test
    void report_withoutAudit_saysThatNothingWasChecked() throws IOException {
        CommandRun run = report("--no-audit");

        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
        assertTrue(Files.readString(page()).contains("The chain of records was not checked"));
    }

    @Test
    void report_verifierIsSilent_exitsOne() throws IOException {
        store(status(Cause.PROVEN), now.minus(Duration.ofHours(1)));

        assertEquals(ExitCode.FINDINGS, report().exitCode());
        assertTrue(Files.readString(page()).contains("The verifier has not ended a sweep since"));
    }

    @Test
    void report_fileIsThere_isReplacedWholeOrNotAtAll() throws IOException {
        Files.writeString(page(), "yesterday");
        bucket.put(StatusKey.FLEET_INDEX, "{".getBytes(StandardCharsets.UTF_8));
        CommandRun failed = report();

        assertEquals(ExitCode.COULD_NOT_LOOK, failed.exitCode(), failed::toString);
        assertEquals("yesterday", Files.readString(page()));
        assertEquals(1, failed.err().lines().count(), failed::err);

        store(status(Cause.PROVEN), now.minusSeconds(60));
        assertEquals(ExitCode.INTACT, report().exitCode());
        assertTrue(Files.readString(page()).startsWith("<!DOCTYPE html>"));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(page()), files.toList());
        }
    }

    @Test
    void report_placeOfTheFile_isCheckedBeforeAnythingIsRead() {
        int before = bucket.requests();

        assertCannotWrite("there is no folder", folder.resolve("none").resolve("a.html"));
        assertCannotWrite("it is a folder", folder);
        assertEquals(before, bucket.requests());
    }

    private static void assertCannotWrite(String why, Path out) {
        CommandRun run = CommandRun.of("report", "--bucket", FakeS3.BUCKET, "--out", out.toString());
        assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode(), run::toString);
        assertTrue(run.err().contains("cannot write " + out + ": " + why), run::err);
        assertEquals(1, run.err().lines().count(), run::err);
    }

    @Test
    void report_wrongCalls_areUsageErrors() {
        assertUsage(
                "the period ends on 2026-01-01, before it begins on 2026-01-02",
                "--from",
                "2026-01-02",
                "--to",
                "2026-01-01");
        assertUsage("has more than 1100 days", "--from", "2020-01-01");
        assertUsage("has not come", "--from", "2999-01-01", "--to", "2999-01-02");
        assertUsage("'a b' is not an EKS cluster's name", "--cluster", "a b");
        assertUsage("'other' has no status in backups", "--cluster", "other");
        assertUsage("'yesterday' is not a date such as 2026-11-24", "--from", "yesterday");
    }

    private void assertUsage(String message, String... options) {
        CommandRun run = report(options);
        assertEquals(ExitCode.USAGE, run.exitCode(), run::toString);
        assertTrue(run.err().contains(message), run::err);
        assertFalse(Files.exists(page()));
    }

    private Path page() {
        return folder.resolve("report.html");
    }

    private CommandRun report(String... options) {
        List<String> all = new ArrayList<>(List.of("report", "--bucket", FakeS3.BUCKET, "--out", page().toString()));
        all.addAll(List.of(options));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private ClusterStatus status(Cause cause) {
        ClusterStatus first = ClusterStatus.firstSeen("demo", now.minus(Duration.ofDays(90)));
        return new ClusterStatus(
                "demo",
                new Assessment(Situation.quiet(cause, now.minus(Duration.ofDays(3))), null, null, 0, List.of()),
                first.observations(),
                List.of(),
                List.of());
    }

    private void store(ClusterStatus status, Instant sweptAt) {
        bucket.putJson(StatusKey.of("demo"), status.toMap());
        bucket.putJson(
                StatusKey.FLEET_INDEX,
                new FleetIndex(sweptAt, Map.of("demo", FleetEntry.of(status, Map.of(), null))).toMap());
    }
}
