package io.vaultsnapshot.verifier.handler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.drill.Canary;
import io.vaultsnapshot.contract.drill.DrillOutcome;
import io.vaultsnapshot.contract.drill.DrillProof;
import io.vaultsnapshot.contract.drill.DrillReading;
import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.drill.DrillRun;
import io.vaultsnapshot.contract.drill.DrillServer;
import io.vaultsnapshot.contract.drill.DrilledSnapshot;
import io.vaultsnapshot.contract.drill.ProofFinding;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.contract.record.StateKind;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import io.vaultsnapshot.verifier.event.VerifierEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proofs of restore drills, through the whole verifier. The drill runs daily at 04:00 and may take 1 h 5 min 36 s. */
@Timeout(60)
class DrillsTest {
    private static final Map<String, Object> SETTINGS = Map.of(
            "drillSchedule",
            "0 4 * * *",
            "server",
            "openbao",
            "proofLevel",
            "intact",
            "rpoHours",
            400,
            "schedule",
            "0 2 * * 1");
    private static final String TAKEN = "2026-11-23T02:05:00Z";
    private static final SnapshotKey SNAPSHOT = VerifierWorld.key("demo", TAKEN);
    private static final Instant DRILL = Instant.parse("2026-11-23T04:00:10Z");
    private static final Canary CANARY = new Canary("nonce-1", Instant.parse("2026-11-23T02:04:58Z"));

    private final VerifierWorld world = new VerifierWorld().withSettings(SETTINGS);
    private VerificationRecord record;

    @BeforeEach
    void snapshotWithCanary() {
        arrive(world, CANARY);
        record = world.record("demo", TAKEN);
        world.clock.moveTo("2026-11-23T04:02:00Z");
    }

    private static void arrive(VerifierWorld world, @Nullable Canary canary) {
        Map<String, String> metadata = canary == null
                ? Map.of()
                : Map.of(
                        Canary.NONCE_METADATA, canary.nonce(),
                        Canary.WRITTEN_AT_METADATA, canary.writtenAt().toString());
        String version = world.snapshots.put(SNAPSHOT.format(), Fixtures.named("openbao-2.6.2-awskms.snap"), metadata);
        world.deliver("demo", TAKEN, version);
    }

    @Test
    void record_snapshotWithCanary_hasIt() {
        assertEquals(CANARY, record.snapshot().canary());
    }

    @Test
    void record_metadataOfAnotherForm_hasNoCanaryAndIsVerified() {
        VerifierWorld other = new VerifierWorld();
        String version = other.snapshots.put(
                SNAPSHOT.format(),
                Fixtures.named("openbao-2.6.2-awskms.snap"),
                Map.of(Canary.NONCE_METADATA, "<b>\u0000", Canary.WRITTEN_AT_METADATA, "9".repeat(2_000)));
        other.deliver("demo", TAKEN, version);

        assertNull(other.record("demo", TAKEN).snapshot().canary());
        assertTrue(other.record("demo", TAKEN).wasRead());
    }

    @Test
    void handle_goodProof_setsLevelRestoredAndIsQuiet() {
        drill(good());

        assertEquals(DrillResult.RESTORED, last());
        assertEquals(
                DRILL.toString(),
                world.status("demo")
                        .observations()
                        .levels()
                        .get(ProofLevel.RESTORED)
                        .provenAt()
                        .toString());
        assertEquals(
                ProofLevel.RESTORED,
                world.status("demo").observations().lastProven().level());
        assertEquals(List.of(), world.alerts.published());
        assertEquals(1, world.lastRun().get("DrillsVerified"));
        DrillRecord kept = drillRecord(DRILL);
        assertEquals(good(), kept.proof());
        assertEquals(2, kept.chainLink().sequence());
        assertEquals(SNAPSHOT, kept.chainLink().previousKey());
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void handle_proofThatDoesNotMatch_isRefusedAndTold(ProofFinding finding, Forgery forgery) {
        drill(forgery.of(this));

        assertEquals(
                finding,
                last(),
                () -> world.status("demo").observations().drills().last().message());
        assertNull(world.status("demo").observations().levels().get(ProofLevel.RESTORED));
        assertEquals(List.of(AlertKind.PROBLEM), kinds());
        assertEquals(Cause.DRILL_FAILED, world.status("demo").situation().cause());
    }

    interface Forgery {
        DrillProof of(DrillsTest test);
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                forgery(ProofFinding.PROOF_FORGED, test -> test.good("sha256", "0a".repeat(32))),
                forgery(ProofFinding.PROOF_FORGED, test -> test.good("bytes", 1L)),
                forgery(ProofFinding.PROOF_FORGED, test -> test.good("versionId", "v99")),
                forgery(
                        ProofFinding.PROOF_FORGED,
                        test -> test.good("key", "snapshots/other/vault_20261123_020500.snap")),
                forgery(
                        ProofFinding.PROOF_FORGED,
                        test -> test.good("key", "snapshots/demo/vault_20261122_020500.snap")),
                forgery(ProofFinding.PROOF_FORGED, test -> test.of("other", DRILL)),
                forgery(ProofFinding.PROOF_FORGED, test -> test.of("demo", DRILL.plusSeconds(1))),
                forgery(
                        ProofFinding.CANARY_WRONG,
                        test -> test.good(new Canary("nonce-2", CANARY.writtenAt()), test.mounts())),
                forgery(
                        ProofFinding.CANARY_WRONG,
                        test -> test.good(
                                new Canary("nonce-1", CANARY.writtenAt().plusSeconds(1)), test.mounts())),
                forgery(ProofFinding.CANARY_WRONG, test -> test.good((Canary) null, test.mounts())),
                forgery(ProofFinding.MOUNTS_DIFFER, test -> test.good(CANARY, test.mounts() + 1)),
                forgery(ProofFinding.MOUNTS_DIFFER, test -> test.good(CANARY, null)),
                forgery(ProofFinding.SEALED_UNEXPECTEDLY, test -> test.ending(DrillResult.SEALED)),
                forgery(ProofFinding.PROOF_UNREADABLE, test -> test.without()));
    }

    private static Arguments forgery(ProofFinding finding, Forgery forgery) {
        return Arguments.of(finding, forgery);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{}", "{\"schema\":\"drill/2.0\"}", "<html>"})
    void handle_notAProof_isUnreadableAndTold(String text) {
        deliver(DRILL, text.getBytes(UTF_8));

        assertEquals(ProofFinding.PROOF_UNREADABLE, last());
        assertEquals(List.of(AlertKind.PROBLEM), kinds());
    }

    @Test
    void handle_longerThanAllowed_isUnreadable() {
        byte[] padded = (Json.write(good().toMap()) + " ".repeat(DrillProof.LONGEST_DOCUMENT)).getBytes(UTF_8);
        deliver(DRILL, padded);

        assertEquals(ProofFinding.PROOF_UNREADABLE, last());
    }

    @Test
    void handle_snapshotWithoutCanary_provesNothing() {
        VerifierWorld other = new VerifierWorld().withSettings(SETTINGS);
        arrive(other, null);
        other.clock.moveTo("2026-11-23T04:02:00Z");
        deliver(other, DRILL, Json.write(good().toMap()).getBytes(UTF_8));

        assertEquals(
                ProofFinding.CANARY_NOT_RECORDED,
                other.status("demo").observations().drills().last().outcome());
    }

    @Test
    void handle_canaryOfTheDayBefore_isStale() {
        Canary old = new Canary("nonce-0", Instant.parse("2026-11-22T02:04:58Z"));
        VerifierWorld other = new VerifierWorld().withSettings(SETTINGS);
        arrive(other, old);
        other.clock.moveTo("2026-11-23T04:02:00Z");
        deliver(other, DRILL, Json.write(good(old, mounts()).toMap()).getBytes(UTF_8));

        assertEquals(
                ProofFinding.CANARY_STALE,
                other.status("demo").observations().drills().last().outcome());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CORRUPT", "UNKNOWN"})
    void handle_snapshotThatIsNotIntact_isNotProven(String verdict) {
        Map<String, Object> document = new LinkedHashMap<>(world.document(SNAPSHOT.recordKey()));
        document.put("verdict", verdict.toLowerCase(java.util.Locale.ROOT));
        world.documents.overwrite(SNAPSHOT.recordKey(), document);
        drill(good());

        assertEquals(ProofFinding.SNAPSHOT_NOT_PROVEN, last());
    }

    @Test
    void handle_failedDrill_isToldWithItsMeaningAndHint_andNextGoodOneRecovers() {
        drill(ending(DrillResult.STAYED_SEALED));

        assertEquals(List.of(AlertKind.PROBLEM), kinds());
        String text = text();
        assertTrue(text.contains("STAYED_SEALED: " + DrillResult.STAYED_SEALED.meaning()), text);
        assertTrue(text.contains(DrillResult.STAYED_SEALED.hint()), text);
        assertTrue(text.contains("section 'drill-stayed-sealed'"), text);

        world.clock.moveTo("2026-11-23T05:00:00Z");
        drill(good().run().startedAt().plusSeconds(3_000), DrillResult.RESTORED);
        assertEquals(List.of(AlertKind.PROBLEM, AlertKind.RECOVERY), kinds());
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());
    }

    @Test
    void handle_sameFailureAgain_isRemindedDaily_anotherOneIsNews() {
        drill(ending(DrillResult.GATE_DOWN));
        world.clock.moveTo("2026-11-23T04:30:00Z");
        drill(DRILL.plusSeconds(1_500), DrillResult.GATE_DOWN);
        assertEquals(List.of(AlertKind.PROBLEM), kinds());
        world.clock.moveTo("2026-11-23T04:50:00Z");
        drill(DRILL.plusSeconds(2_700), DrillResult.STAYED_SEALED);
        assertEquals(List.of(AlertKind.PROBLEM, AlertKind.PROBLEM), kinds());
        world.clock.moveTo("2026-11-24T04:50:00Z");
        world.sweep();
        assertEquals(AlertKind.REMINDER, kinds().get(2));
    }

    @Test
    void handle_duplicatesAndLateProofs_changeNothing() {
        String version = drill(good());
        Map<String, Object> before = world.document("status/demo.json");
        deliver(world, DRILL, version);
        assertEquals(before, world.document("status/demo.json"));
        assertEquals(2, drillRecord(DRILL).chainLink().sequence(), "the chain has it once");

        drill(DRILL.minusSeconds(600), DrillResult.GATE_DOWN);

        assertEquals(DrillResult.RESTORED, last(), "an older drill never replaces a newer one");
        assertEquals(before.get("drills"), world.document("status/demo.json").get("drills"));
        assertEquals(List.of(), world.alerts.published());
    }

    @Test
    void handle_proofReplacedByAnother_isForged_andBySameIsNot() {
        drill(good());
        drill(good());
        assertEquals(DrillResult.RESTORED, last());

        drill(ending(DrillResult.GATE_DOWN));

        assertEquals(ProofFinding.PROOF_FORGED, last());
        assertEquals(List.of(AlertKind.PROBLEM), kinds());
    }

    @Test
    void handle_drillFromTheFuture_isForgedAndSilencesNothing() {
        Instant future = Instant.parse("2027-11-23T04:00:10Z");
        drill(of("demo", future), future);
        assertEquals(ProofFinding.PROOF_FORGED, last());

        drill(good());

        assertEquals(DrillResult.RESTORED, last());
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());
    }

    @Test
    void handle_sealedAsDeclared_isQuietAndNotRestored() {
        Map<String, Object> settings = new LinkedHashMap<>(SETTINGS);
        settings.put("drillUnseal", "none");
        world.withSettings(settings);
        drill(ending(DrillResult.SEALED));

        assertEquals(DrillResult.SEALED, last());
        assertNull(world.status("demo").observations().levels().get(ProofLevel.RESTORED));
        assertEquals(List.of(), world.alerts.published());
    }

    @Test
    void sweep_drillThatDidNotCome_isOverdueFromItsGraceOn() {
        world.clock.moveTo("2026-11-23T05:05:36Z");
        world.sweep();
        assertEquals(List.of(), world.alerts.published());
        world.clock.moveTo("2026-11-23T05:05:37Z");
        world.sweep();
        assertEquals(Cause.DRILL_OVERDUE, world.status("demo").situation().cause());
        assertEquals(List.of(AlertKind.PROBLEM), kinds());
    }

    @Test
    void sweep_eventOfTheProofWasLost_isFoundAndJudged() {
        put(DRILL, Json.write(good().toMap()).getBytes(UTF_8));
        world.clock.moveTo("2026-11-23T04:15:00Z");
        world.sweep();

        assertEquals(DrillResult.RESTORED, last());
        world.sweepOnly();
        assertEquals(List.of(), world.requested);
    }

    @Test
    void sweep_levelRestored_hasItsAgeInMetricsAndIndex() {
        drill(good());
        world.clock.moveTo("2026-11-23T06:00:10Z");
        world.sweep();

        assertEquals(7_200, world.lastRunOf("Group", "default").get("AgeRestored"));
        assertTrue(world.document("status/index.json").toString().contains("restored=" + DRILL));
    }

    @Test
    void handle_keyOfNoDrillOrOfNoCluster_isSkipped() {
        for (String key : List.of("drills/demo/x.json", "drills/nobody/drill_20261123_040010.json")) {
            world.handle(new VerifierEvent.ObjectCreated(VerifierWorld.BUCKET, key, "v1"));
            assertFalse(world.lastRun().get("finding").toString().isEmpty());
        }
        assertNull(world.status("demo").observations().drills().last());
    }

    private DrillProof good() {
        return good(CANARY, mounts());
    }

    private Long mounts() {
        return record.archive().contents().of(StateKind.MOUNTS).entries();
    }

    private DrillProof good(@Nullable Canary canary, @Nullable Long mounts) {
        return new DrillProof(
                run("demo", DRILL, DrillResult.RESTORED),
                new DrilledSnapshot(
                        SNAPSHOT,
                        record.versionId(),
                        record.archive().sha256(),
                        record.archive().size()),
                new DrillServer("openbao", "2.6.2"),
                new DrillReading(canary, mounts, 6L, 7L),
                List.of());
    }

    /** A good proof but for one field of its snapshot. */
    private DrillProof good(String field, Object value) {
        Map<String, Object> document = new LinkedHashMap<>(good().toMap());
        @SuppressWarnings("unchecked")
        Map<String, Object> snapshot = new LinkedHashMap<>((Map<String, Object>) document.get("snapshot"));
        snapshot.put(field, value);
        document.put("snapshot", snapshot);
        return DrillProof.of(document);
    }

    private DrillProof of(String cluster, Instant start) {
        return with(run(cluster, start, DrillResult.RESTORED));
    }

    private DrillProof ending(DrillResult result) {
        return with(run("demo", DRILL, result));
    }

    private DrillProof with(DrillRun run) {
        DrillProof good = good();
        return new DrillProof(run, good.snapshot(), good.server(), good.reading(), good.steps());
    }

    private DrillProof without() {
        return new DrillProof(good().run(), null, null, good().reading(), List.of());
    }

    private static DrillRun run(String cluster, Instant start, DrillResult result) {
        return new DrillRun(cluster, start, start.plusSeconds(60), result, "");
    }

    private String drill(DrillProof proof) {
        return drill(proof, DRILL);
    }

    private void drill(Instant start, DrillResult result) {
        drill(with(run("demo", start, result)), start);
    }

    private String drill(DrillProof proof, Instant start) {
        return deliver(start, Json.write(proof.toMap()).getBytes(UTF_8));
    }

    private String deliver(Instant start, byte[] bytes) {
        return deliver(world, start, bytes);
    }

    private static String deliver(VerifierWorld world, Instant start, byte[] bytes) {
        String version = world.snapshots.put(key(start).format(), bytes);
        deliver(world, start, version);
        return version;
    }

    private static void deliver(VerifierWorld world, Instant start, String version) {
        world.handle(
                new VerifierEvent.ObjectCreated(VerifierWorld.BUCKET, key(start).format(), version));
    }

    private void put(Instant start, byte[] bytes) {
        world.snapshots.put(key(start).format(), bytes);
    }

    private static DrillKey key(Instant start) {
        return new DrillKey("demo", start);
    }

    private DrillOutcome last() {
        return world.status("demo").observations().drills().last().outcome();
    }

    private DrillRecord drillRecord(Instant start) {
        return DrillRecord.of(world.document(key(start).recordKey()));
    }

    private List<AlertKind> kinds() {
        return world.alerts.published().stream().map(alert -> alert.kind()).toList();
    }

    private String text() {
        return io.vaultsnapshot.verifier.alerts.AlertMessage.of(
                        world.alerts.publications().get(0),
                        new io.vaultsnapshot.verifier.alerts.AlertLinks(VerifierWorld.BUCKET, "docs/runbook.md"))
                .toString();
    }
}
