package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.run.JobRun;
import io.vaultsnapshot.contract.run.JobWatch;
import io.vaultsnapshot.contract.run.RunStep;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.contract.status.FleetProofs;
import io.vaultsnapshot.contract.status.FleetSnapshot;
import io.vaultsnapshot.contract.status.NextSnapshot;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fleet at a glance, from the index that a sweep writes. */
class StatusCommandTest {
    private final Instant now = Clock.systemUTC().instant();
    private final Map<String, FleetEntry> clusters = new TreeMap<>();
    private FakeS3 bucket;

    @BeforeEach
    void open() throws IOException {
        bucket = new FakeS3();
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void status_someAreBad_showsTheWorstFirstWithItsClause() {
        add("alpha", Cause.PROVEN, 20);
        add("beta", Cause.SNAPSHOT_OVERDUE, 50);
        add("gamma", Cause.SNAPSHOT_CORRUPT, 5);
        add("delta", Cause.SNAPSHOT_AWAITED, 26);
        sweptMinutesAgo(4);

        CommandRun run = status();

        assertEquals(ExitCode.FINDINGS, run.exitCode(), run::toString);
        assertEquals("", run.err());
        List<String> lines = run.out().lines().toList();
        assertTrue(
                lines.get(0).startsWith("4 clusters: 1 invalid, 1 stale, 1 pending, 1 healthy. Swept 4 min ago, "),
                run::out);
        assertEquals(
                List.of("CLUSTER", "gamma", "the", "beta", "a", "delta", "a", "alpha"),
                lines.stream()
                        .skip(2)
                        .map(line -> line.strip().split(" ", 2)[0])
                        .toList());
        assertTrue(
                lines.get(3)
                        .matches("gamma +invalid +5 h +intact 5 h of 26 h +intact 5 h +1.0 MiB \\+100% +in 19 h +-"),
                run::out);
        assertEquals("  the newest snapshot is corrupt", lines.get(4));
        assertFalse(run.out().contains("\u001b"), "no colours where there is no terminal");
    }

    @Test
    void status_jobFailed_namesTheReasonInOneClause() {
        Instant due = Instant.parse("2026-11-24T02:00:00Z");
        JobRun run = new JobRun(
                new RunKey("alpha", due.plusSeconds(9)),
                due.plusSeconds(300),
                1,
                3,
                RunStep.LOGIN,
                "permission denied");
        add("alpha", Cause.SNAPSHOT_OVERDUE, 50);
        clusters.computeIfPresent(
                "alpha",
                (name, entry) -> new FleetEntry(
                        new Situation(Cause.SNAPSHOT_OVERDUE, AlertSeverity.WARNING, due, due)
                                .withJob(new JobWatch(run, 1, run.startedAt(), null)),
                        entry.proofs(),
                        entry.newest(),
                        entry.next(),
                        entry.lastDrill()));
        sweptMinutesAgo(1);

        String clause =
                "a snapshot is overdue, due 2026-11-24 02:00 UTC: the job failed at 2026-11-24 02:05 UTC: the login"
                        + " failed: permission denied";
        assertTrue(status().out().contains("  " + clause + "\n"), status()::out);
    }

    @Test
    void status_allHealthy_exitsZero() {
        add("alpha", Cause.PROVEN, 20);
        sweptMinutesAgo(44);

        CommandRun run = status();

        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
        assertEquals(4, run.out().lines().count(), run::out);
    }

    /** A verifier that died while all was well must not look well for ever. */
    @Test
    void status_lastSweepIsLongAgo_isBadWhateverItSays() {
        add("alpha", Cause.PROVEN, 20);
        sweptMinutesAgo(46);

        CommandRun run = status();

        assertEquals(ExitCode.FINDINGS, run.exitCode(), run::toString);
        assertTrue(run.out().contains("The verifier has not ended a sweep since then"), run::out);
        assertEquals(true, json("--format", "json").get("sweepIsOverdue"));
    }

    @Test
    void status_clusterOfTheSettingsWasNotSwept_isBadAndNamed(@TempDir Path folder) throws IOException {
        Path settings = Files.writeString(folder.resolve("cdk.json"), """
                {"context": {"vault-snapshot": {"account": "111122223333", "region": "eu-north-1", "bucket": "backups",
                  "clusters": [{"name": "alpha"}, {"name": "forgotten"}]}}}""");
        add("alpha", Cause.PROVEN, 20);
        sweptMinutesAgo(1);

        CommandRun run = CommandRun.of("status", "--settings", settings.toString());

        assertEquals(ExitCode.FINDINGS, run.exitCode(), run::toString);
        assertTrue(run.out().contains("forgotten is in the settings"), run::out);
    }

    @Test
    void status_asJson_isTheIndexInTheSameOrder() throws IOException {
        add("alpha", Cause.PROVEN, 20);
        add("beta", Cause.SNAPSHOT_OVERDUE, 50);
        sweptMinutesAgo(1);

        Map<String, Object> json = json("--format", "json");

        assertEquals("fleet-status/1.0", json.get("schema"));
        assertEquals(true, json.get("bad"));
        assertTrue(String.valueOf(json.get("clusters")).startsWith("[{cluster=beta, state=stale"), json::toString);
    }

    @Test
    void status_largeFleet_fitsOneScreenUnlessAllIsAsked() {
        IntStream.range(0, 10_000).forEach(each -> add("cluster-" + each, Cause.PROVEN, 20));
        add("late", Cause.SNAPSHOT_OVERDUE, 50);
        sweptMinutesAgo(1);

        CommandRun run = status();

        assertEquals(1, bucket.requests(), "one request for any number of clusters");
        assertTrue(run.out().lines().count() <= 50, run::out);
        assertTrue(run.out().contains("late"), run::out);
        assertTrue(run.out().endsWith("and 9960 more that are not bad; --all shows them\n"), run::out);
        assertTrue(status("--all").out().lines().count() > 10_000);
    }

    @Test
    void status_noSweepYet_couldNotLookAndSaysWhen() {
        CommandRun run = status();

        assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode(), run::toString);
        assertTrue(run.err().contains("no sweep of the verifier has ended"), run::err);
    }

    @Test
    void status_hostileIndex_isRefusedAndNotPrinted() {
        add("alpha", Cause.PROVEN, 20);
        sweptMinutesAgo(1);
        Map<String, Object> index = new LinkedHashMap<>(new FleetIndex(now, clusters).toMap());
        index.put("clusters", Map.of("\u001b[2Jevil", clusters.get("alpha").toString()));
        bucket.putJson(StatusKey.FLEET_INDEX, index);

        CommandRun run = status();

        assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode(), run::toString);
        assertFalse(run.toString().contains("\u001b"), run::toString);
        bucket.put(StatusKey.FLEET_INDEX, "[]".getBytes(StandardCharsets.UTF_8));
        assertEquals(ExitCode.COULD_NOT_LOOK, status().exitCode());
    }

    @Test
    void status_wrongCalls_areUsageErrors() {
        assertEquals(ExitCode.USAGE, status("--cluster", "a b").exitCode());
        assertEquals(ExitCode.USAGE, status("--watch=0").exitCode());
        assertEquals(ExitCode.USAGE, status("--cluster", "nobody").exitCode());
        assertEquals(
                ExitCode.USAGE,
                CommandRun.of("status", "--settings", "none.json").exitCode());
    }

    private void add(String name, Cause cause, int hours) {
        Instant taken = now.minus(Duration.ofHours(hours));
        clusters.put(
                name,
                new FleetEntry(
                        new Situation(cause, AlertSeverity.WARNING, taken, null),
                        new FleetProofs(
                                now.minus(Duration.ofDays(90)),
                                null,
                                Map.of(ProofLevel.INTACT, taken),
                                Map.of(ProofLevel.INTACT, taken.plus(Duration.ofHours(26)))),
                        new FleetSnapshot(
                                new SnapshotKey(name, taken), Verdict.INTACT, 1L << 20, List.of(1L << 19, 1L << 20)),
                        new NextSnapshot(
                                taken.plus(Duration.ofHours(24)).plusSeconds(60), taken.plus(Duration.ofHours(25))),
                        null));
    }

    private void sweptMinutesAgo(int minutes) {
        bucket.putJson(StatusKey.FLEET_INDEX, new FleetIndex(now.minus(Duration.ofMinutes(minutes)), clusters).toMap());
    }

    private Map<String, Object> json(String... options) {
        try {
            return Json.read(status(options).out());
        } catch (IOException notJson) {
            throw new AssertionError(notJson);
        }
    }

    private static CommandRun status(String... options) {
        String[] all = new String[options.length + 3];
        System.arraycopy(new String[] {"status", "--bucket", FakeS3.BUCKET}, 0, all, 0, 3);
        System.arraycopy(options, 0, all, 3, options.length);
        return CommandRun.of(all);
    }
}
