package io.vaultsnapshot.verifier.runs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.run.JobRun;
import io.vaultsnapshot.contract.run.JobWatch;
import io.vaultsnapshot.contract.run.RunStart;
import io.vaultsnapshot.contract.run.RunStep;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.store.SnapshotContent;
import io.vaultsnapshot.snapshot.store.SnapshotStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredObject;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import io.vaultsnapshot.verifier.alerts.AlertGroup;
import io.vaultsnapshot.verifier.alerts.AlertLinks;
import io.vaultsnapshot.verifier.alerts.AlertMessage;
import io.vaultsnapshot.verifier.event.VerifierEvent;
import io.vaultsnapshot.verifier.handler.VerifierWorld;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What runs of the backup job say, through the whole verifier. The job runs at 02:00 on weekdays. */
class JobRunsTest {
    private static final String MONDAY = "2026-11-23T02:00:30Z";
    private static final Instant TUESDAY = Instant.parse("2026-11-24T02:00:10Z");
    private static final Instant WEDNESDAY = Instant.parse("2026-11-25T02:00:10Z");
    private static final String TUESDAY_LATE = "2026-11-24T02:56:00Z";

    private static final AlertLinks LINKS = new AlertLinks("snapshots", "docs/runbook.md", any -> ZoneOffset.UTC);

    private final VerifierWorld world = new VerifierWorld();

    @BeforeEach
    void snapshotOfMonday() {
        world.clock.moveTo("2026-11-23T02:01:00Z");
        world.arrive("demo", MONDAY, Fixtures.whole());
    }

    @Test
    void failedRun_isRememberedAndNotTold() {
        arrive(failed(TUESDAY, "permission denied"));

        assertEquals(failed(TUESDAY, "permission denied"), job().last());
        assertEquals(1, job().failures());
        assertEquals(List.of(), world.alerts.published());
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());
    }

    @Test
    void staleAlert_namesTheReasonInOneClause() {
        arrive(failed(TUESDAY, "permission denied"));
        world.clock.moveTo(TUESDAY_LATE);
        world.sweep();

        assertTrue(
                text().contains(
                                "\nWhy: the job failed at 2026-11-24 02:02 UTC: the login failed: permission denied.\n"),
                this::text);
        assertEquals(1, world.alerts.published().size());
    }

    @Test
    void staleAlert_afterSeveralTimesOfTheSchedule_countsThemAndNotTheirPods() {
        arrive(failed(TUESDAY, "one"));
        arrive(failed(TUESDAY.plusSeconds(200), "two"));
        arrive(failed(TUESDAY.plusSeconds(400), "three"));
        assertEquals(1, job().failures());
        arrive(failed(WEDNESDAY, "four"));
        world.clock.moveTo("2026-11-25T02:56:00Z");
        world.sweep();

        assertTrue(
                text().contains("the login failed: four; 2 failures in a row since 2026-11-24 02:00 UTC."), this::text);
    }

    /** When many go stale together, the reasons side by side show what they share. */
    @Test
    void staleAlertOfAGroup_namesTheReasonBesideEachCluster() {
        List<String> names = List.of("a", "b", "c", "d", "e");
        world.withClusters(names.toArray(String[]::new));
        names.forEach(name -> world.arrive(name, MONDAY, Fixtures.whole()));
        world.clock.moveTo(TUESDAY_LATE);
        names.subList(0, 4).forEach(name -> put(failed(name, TUESDAY, "Vault is sealed")));
        world.sweep();

        assertEquals(1, world.alerts.publications().size());
        String body = AlertMessage.of(world.alerts.publications().get(0), LINKS).body();
        assertTrue(
                body.contains("\nd: the job failed at 2026-11-24 02:02 UTC: the login failed: Vault is sealed\ne\n"),
                body);
    }

    @Test
    void staleAlert_noRunSaidAnything_saysThat() {
        succeed("2026-11-23T02:00:05Z", "2026-11-23T02:00:40Z");
        world.clock.moveTo(TUESDAY_LATE);
        world.sweep();

        assertTrue(
                text().contains(
                                "Why: the job has said nothing since its run of 2026-11-23 02:00 UTC: it did not start, or it"
                                        + " was killed."),
                this::text);
    }

    @Test
    void staleAlert_jobThatNeverSaidAnything_makesNoClaim() {
        world.clock.moveTo(TUESDAY_LATE);
        world.sweep();

        assertFalse(text().contains("Why:"), this::text);
    }

    /** Yesterday's run failed. Today's was killed before it could tell. */
    @Test
    void staleAlert_lastWordIsOlderThanTheDueTime_saysBoth() {
        arrive(failed(TUESDAY, "permission denied"));
        world.clock.moveTo("2026-11-24T09:01:00Z");
        world.arrive("demo", "2026-11-24T09:00:00Z", Fixtures.whole());
        world.clock.moveTo("2026-11-25T02:56:00Z");
        world.sweep();

        assertTrue(
                text().contains(
                                "Why: the job has said nothing since its run of 2026-11-24 02:00 UTC: it did not start, or it"
                                        + " was killed; that one failed: the login failed: permission denied."),
                this::text);
    }

    @Test
    void eventWasLost_theSweepFindsTheNewestRunBeforeItAlerts() {
        put(failed(TUESDAY, "older"));
        put(failed(TUESDAY.plusSeconds(300), "newest"));
        world.clock.moveTo("2026-11-24T02:16:00Z");
        world.sweep();
        assertNull(world.status("demo").observations().job(), "nothing is overdue yet, so nobody looks");
        world.clock.moveTo(TUESDAY_LATE);
        world.sweep();

        assertTrue(text().contains("the login failed: newest."), this::text);
        assertEquals(1, world.alerts.published().size());
    }

    @Test
    void runsCannotBeListed_theAlertComesWithoutAReason() {
        SnapshotStore whole = world.snapshots;
        world.withSnapshotStore(new SnapshotStore() {
            @Override
            public SnapshotContent open(String key, @Nullable String versionId) throws StoreUnavailableException {
                return whole.open(key, versionId);
            }

            @Override
            public List<StoredObject> list(String prefix, @Nullable String after) throws StoreUnavailableException {
                if (prefix.startsWith(RunKey.ROOT)) {
                    throw new StoreUnavailableException("no right to list " + prefix);
                }
                return whole.list(prefix, after);
            }
        });
        put(failed(TUESDAY, "permission denied"));
        world.clock.moveTo(TUESDAY_LATE);
        world.sweep();

        assertFalse(text().contains("Why:"), this::text);
    }

    @Test
    void runs_late_twiceOrOutOfOrder_changeNothing() {
        String version = arrive(failed(WEDNESDAY, "new"));
        Map<String, Object> before = world.document("status/demo.json");
        arrive(failed(TUESDAY, "old"));
        deliver(failed(WEDNESDAY, "new").key().format(), version);

        assertEquals(before, world.document("status/demo.json"));
    }

    @Test
    void snapshotWithItsRun_isASuccessThatEndsTheCount() {
        arrive(failed(TUESDAY, "one"));
        succeed("2026-11-24T02:10:00Z", "2026-11-24T02:10:40Z");

        assertEquals(0, job().failures());
        assertNull(job().failingSince());
        assertEquals(Instant.parse("2026-11-24T02:10:00Z"), job().last().startedAt());
        assertEquals(Instant.parse("2026-11-24T02:10:40Z"), job().last().endedAt());
        assertEquals(2, job().last().attempts());
        assertEquals(job().last().endedAt(), job().lastSuccess());
    }

    @Test
    void snapshotWithoutItsRun_endsTheCountToo() {
        arrive(failed(TUESDAY, "one"));
        world.clock.moveTo("2026-11-25T02:05:00Z");
        world.arrive("demo", "2026-11-25T02:00:40Z", Fixtures.whole());
        arrive(failed(Instant.parse("2026-11-26T02:00:10Z"), "three"));

        assertEquals(1, job().failures());
    }

    @ParameterizedTest
    @CsvSource({"2026-11-24T02:10:00.5Z, 1", "yesterday, 1", "2026-11-24T02:10:00Z, -1", "2036-11-24T02:10:00Z, 1"})
    void snapshotWithHostileMetadata_isVerifiedAndSaysNothingOfItsRun(String startedAt, String attempts) {
        arrive(startedAt, attempts, "2026-11-24T02:10:40Z");

        assertNull(job());
        assertEquals(
                Instant.parse("2026-11-24T02:10:40Z"),
                world.status("demo").observations().newest().key().takenAt());
    }

    static Stream<Arguments> hostileDocuments() {
        Map<String, Object> good = failed(TUESDAY, "x").toMap();
        return Stream.of(
                Arguments.of("not JSON", "hello".getBytes(UTF_8)),
                Arguments.of("cut", Json.write(good).substring(0, 60).getBytes(UTF_8)),
                Arguments.of("too long", (Json.write(good) + " ".repeat(JobRun.LONGEST_DOCUMENT)).getBytes(UTF_8)),
                Arguments.of("another cluster", with(good, "cluster", "other")),
                Arguments.of("another start", with(good, "startedAt", "2026-11-24T02:00:11Z")),
                Arguments.of("no end", with(good, "endedAt", null)),
                Arguments.of("exit code 256", with(good, "exitCode", 256)),
                Arguments.of("attempts below zero", with(good, "attempts", -1)),
                Arguments.of("a long error", with(good, "error", "x".repeat(JobRun.LONGEST_ERROR + 1))),
                Arguments.of("two lines", with(good, "error", "one\ntwo")),
                Arguments.of("colours", with(good, "error", "\u001b[31mred")),
                Arguments.of("a newer major", with(good, "schema", "job-run/2.0")),
                Arguments.of("a cluster that is a path", with(good, "cluster", "../demo")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileDocuments")
    void hostileDocument_changesNothing_andTheLogSaysWhyWithoutRepeatingIt(String name, byte[] document) {
        Map<String, Object> before = world.document("status/demo.json");
        String key = new RunKey("demo", TUESDAY).format();
        world.clock.moveTo("2026-11-24T02:05:00Z");
        deliver(key, world.snapshots.put(key, document));

        assertEquals(before, world.document("status/demo.json"));
        assertTrue(world.lastRun().containsKey("refused"), () -> name + world.lastRun());
        assertFalse(world.lastRun().toString().contains("\u001b"), name);
        world.clock.moveTo(TUESDAY_LATE);
        world.sweep();
        assertFalse(text().contains("Why:"), this::text);
    }

    @Test
    void keyInTheFutureOrOfNobody_changesNothing() {
        Map<String, Object> before = world.document("status/demo.json");
        deliverNow(failed(WEDNESDAY, "x"));
        deliver("runs/demo/latest.json", world.snapshots.put("runs/demo/latest.json", new byte[2]));
        deliver("runs/nobody/run_20261123_020000.json", null);

        assertEquals(before, world.document("status/demo.json"));
    }

    /** A step that a newer script knows. */
    @Test
    void unknownStep_isARunAllTheSame() {
        String key = new RunKey("demo", TUESDAY).format();
        world.clock.moveTo("2026-11-24T02:05:00Z");
        deliver(key, world.snapshots.put(key, with(failed(TUESDAY, "lost it").toMap(), "step", "rehearse")));

        assertEquals("exit code 1: lost it", job().last().problem());
    }

    private static JobRun failed(Instant startedAt, String error) {
        return failed("demo", startedAt, error);
    }

    private static JobRun failed(String cluster, Instant startedAt, String error) {
        return new JobRun(new RunKey(cluster, startedAt), startedAt.plusSeconds(120), 1, 3, RunStep.LOGIN, error);
    }

    private void succeed(String startedAt, String takenAt) {
        arrive(startedAt, "2", takenAt);
    }

    private void arrive(String startedAt, String attempts, String takenAt) {
        world.clock.moveTo(Instant.parse(takenAt).plusSeconds(60).toString());
        String version = world.snapshots.put(
                VerifierWorld.key("demo", takenAt).format(),
                Fixtures.whole(),
                Map.of(RunStart.STARTED_AT_METADATA, startedAt, RunStart.ATTEMPTS_METADATA, attempts));
        world.deliver("demo", takenAt, version);
    }

    private static byte[] with(Map<String, Object> document, String field, @Nullable Object value) {
        Map<String, Object> other = new LinkedHashMap<>(document);
        other.put(field, value);
        return Json.write(other).getBytes(UTF_8);
    }

    private String put(JobRun run) {
        return world.snapshots.put(run.key().format(), Json.write(run.toMap()).getBytes(UTF_8));
    }

    /** Puts it and delivers its event, just after the run has ended, or now if that is later. */
    private String arrive(JobRun run) {
        if (run.endedAt().isAfter(world.clock.instant())) {
            world.clock.moveTo(run.endedAt().toString());
        }
        return deliverNow(run);
    }

    private String deliverNow(JobRun run) {
        String version = put(run);
        deliver(run.key().format(), version);
        return version;
    }

    private void deliver(String key, @Nullable String version) {
        world.handle(new VerifierEvent.ObjectCreated("snapshots", key, version));
    }

    private JobWatch job() {
        return world.status("demo").observations().job();
    }

    private String text() {
        return AlertMessage.of(new AlertGroup(List.of(world.alerts.published().get(0))), LINKS)
                .body();
    }
}
