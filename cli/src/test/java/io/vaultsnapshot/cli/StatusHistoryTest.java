package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.drill.DrillEnd;
import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.contract.run.JobRun;
import io.vaultsnapshot.contract.run.JobWatch;
import io.vaultsnapshot.contract.run.RunStep;
import io.vaultsnapshot.contract.status.Assessment;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.PastAlert;
import io.vaultsnapshot.report.text.Age;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The history of one cluster: its snapshots, restore drills and alerts, newest first. */
class StatusHistoryTest {
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    private FakeS3 bucket;
    private RecordedSnapshots snapshots;

    @BeforeEach
    void open() throws IOException {
        bucket = new FakeS3();
        snapshots = new RecordedSnapshots(bucket);
        store(Cause.SNAPSHOT_OVERDUE);
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void history_snapshotsDrillsAndAlerts_areShownNewestFirst() throws IOException {
        snapshots.add(ago(50));
        snapshots.add(ago(26), FindingCode.TRAILING_DATA);
        SnapshotKey unverified = new SnapshotKey("demo", Instant.parse(ago(2)));
        bucket.put(unverified.format(), new byte[2048]);
        drill(70, DrillResult.RESTORED);
        drill(46, DrillResult.STAYED_SEALED);

        CommandRun run = history();

        assertEquals(ExitCode.FINDINGS, run.exitCode(), run::toString);
        assertTrue(run.out().startsWith("demo is stale: a snapshot is overdue\n  since "), run::out);
        assertTrue(run.out().contains("last proven  none"), run::out);
        List<String> words = run.out()
                .lines()
                .filter(line -> line.matches("[0-9]{4}-.*"))
                .map(line -> line.substring(line.indexOf("UTC") + 3).strip().replaceAll(" +", " "))
                .toList();
        assertEquals(
                List.of(
                        "2.0 KiB not verified -",
                        "17.1 KiB corrupt unsealable TRAILING_DATA",
                        "17.1 KiB intact unsealable",
                        "STAYED_SEALED - -",
                        "RESTORED - -",
                        "problem critical a snapshot is overdue",
                        "recovery info the newest snapshot is corrupt"),
                words.stream()
                        .map(word -> word.replaceFirst("^[0-9.]+ KiB (?!not)", "17.1 KiB "))
                        .toList());
        assertTrue(run.out().contains("The throw-away server restored the snapshot and did not unseal."), run::out);
    }

    @Test
    void history_jobThatFailed_saysWhenAndWhyAndSinceWhen() throws IOException {
        JobRun run = new JobRun(
                new RunKey("demo", Instant.parse(ago(3))),
                Instant.parse(ago(2)),
                1,
                3,
                RunStep.LOGIN,
                "permission denied");
        store(
                Cause.SNAPSHOT_OVERDUE,
                new JobWatch(run, 2, Instant.parse(ago(27)), Instant.parse(ago(51))),
                Instant.parse(ago(4)));

        String out = history().out();

        String failed = "the login failed: permission denied";
        assertTrue(
                out.contains("  last run     began " + time(3) + ", ended " + time(2)
                        + ", 2 h ago after 3 attempts; failed: " + failed + "\n"),
                out);
        assertTrue(
                out.contains(
                        "  failures     2 in a row since " + time(27) + "; the last good run ended " + time(51) + "\n"),
                out);
        assertTrue(
                out.contains("  why          the job failed at " + time(2) + ": " + failed
                        + "; 2 failures in a row since " + time(27) + "\n"),
                out);
        Map<?, ?> status =
                (Map<?, ?>) Json.read(history("--format", "json").out()).get("status");
        assertEquals(2, ((Number) ((Map<?, ?>) status.get("backupJob")).get("failures")).intValue());
    }

    private String time(int hoursAgo) {
        return Age.time(Instant.parse(ago(hoursAgo)));
    }

    @Test
    void history_manySnapshots_showsTheLastThirty() throws IOException {
        for (int day = 1; day <= 50; day++) {
            SnapshotKey key = new SnapshotKey("demo", now.minus(Duration.ofDays(day)));
            bucket.put(key.format(), new byte[1]);
        }

        Map<String, Object> json = Json.read(history("--format", "json").out());

        assertEquals("cluster-history/1.0", json.get("schema"));
        List<?> shown = (List<?>) json.get("snapshots");
        assertEquals(30, shown.size());
        assertTrue(
                shown.get(0).toString().contains(now.minus(Duration.ofDays(1)).toString()),
                () -> shown.get(0).toString());
    }

    @Test
    void history_nothingYet_saysSoForEachPart() {
        CommandRun run = history();

        assertTrue(run.out().contains("\nno snapshot\n\nno restore drill\n"), run::out);
    }

    @Test
    void history_healthy_exitsZero() {
        store(Cause.PROVEN);

        assertEquals(ExitCode.INTACT, history().exitCode());
    }

    @Test
    void history_damagedRecord_couldNotLookAndNamesIt() throws IOException {
        SnapshotKey key = snapshots.add(ago(2));
        bucket.put(key.recordKey(), "{\"schema\":\"\u001b[31m\"}".getBytes(StandardCharsets.UTF_8));

        CommandRun run = history();

        assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode(), run::toString);
        assertTrue(run.err().contains(key.recordKey()), run::err);
        assertFalse(run.toString().contains("\u001b"), run::toString);
    }

    private String ago(int hours) {
        return now.minus(Duration.ofHours(hours)).toString();
    }

    private void drill(int hoursAgo, DrillResult result) {
        DrillKey key = new DrillKey("demo", Instant.parse(ago(hoursAgo)));
        DrillRecord record = new DrillRecord(new DrillEnd(key, result, ""), "v1", key.startedAt(), null, null);
        bucket.putJson(key.recordKey(), record.toMap());
    }

    private void store(Cause cause) {
        store(cause, null, null);
    }

    private void store(Cause cause, JobWatch job, Instant dueAt) {
        ClusterStatus first = ClusterStatus.firstSeen("demo", now.minus(Duration.ofDays(90)));
        List<PastAlert> alerts = List.of(
                new PastAlert("1", now, AlertKind.RECOVERY, Cause.SNAPSHOT_CORRUPT, AlertSeverity.INFO),
                new PastAlert("2", now, AlertKind.PROBLEM, Cause.SNAPSHOT_OVERDUE, AlertSeverity.CRITICAL));
        Assessment assessment = new Assessment(
                new Situation(cause, AlertSeverity.CRITICAL, now.minus(Duration.ofHours(3)), dueAt).withJob(job),
                now,
                null,
                2,
                alerts);
        bucket.putJson(
                StatusKey.of("demo"),
                new ClusterStatus("demo", assessment, first.observations().withJob(job), List.of(), List.of()).toMap());
    }

    private static CommandRun history(String... options) {
        String[] all = new String[options.length + 5];
        System.arraycopy(new String[] {"status", "--cluster", "demo", "--bucket", FakeS3.BUCKET}, 0, all, 0, 5);
        System.arraycopy(options, 0, all, 5, options.length);
        return CommandRun.of(all);
    }
}
