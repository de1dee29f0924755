package io.vaultsnapshot.verifier.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** One cluster with a snapshot whose canary is known, drills of it, and what the verifier made of them. */
abstract class DrillCase {
    static final Map<String, Object> SETTINGS = Map.of(
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
    static final String TAKEN = "2026-11-23T02:05:00Z";
    static final SnapshotKey SNAPSHOT = VerifierWorld.key("demo", TAKEN);
    static final Instant DRILL = Instant.parse("2026-11-23T04:00:10Z");
    static final Canary CANARY = new Canary("nonce-1", Instant.parse("2026-11-23T02:04:58Z"));

    final VerifierWorld world = new VerifierWorld().withSettings(SETTINGS);
    VerificationRecord record;

    @BeforeEach
    void snapshotWithCanary() {
        arrive(world, CANARY);
        record = world.record("demo", TAKEN);
        world.clock.moveTo("2026-11-23T04:02:00Z");
    }

    static void arrive(VerifierWorld world, @Nullable Canary canary) {
        Map<String, String> metadata = canary == null
                ? Map.of()
                : Map.of(
                        Canary.NONCE_METADATA, canary.nonce(),
                        Canary.WRITTEN_AT_METADATA, canary.writtenAt().toString());
        String version = world.snapshots.put(SNAPSHOT.format(), Fixtures.named("openbao-2.6.2-awskms.snap"), metadata);
        world.deliver("demo", TAKEN, version);
    }

    DrillProof good() {
        return good(CANARY, mounts());
    }

    Long mounts() {
        return record.archive().contents().of(StateKind.MOUNTS).entries();
    }

    DrillProof good(@Nullable Canary canary, @Nullable Long mounts) {
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
    DrillProof good(String field, Object value) {
        Map<String, Object> document = new LinkedHashMap<>(good().toMap());
        @SuppressWarnings("unchecked")
        Map<String, Object> snapshot = new LinkedHashMap<>((Map<String, Object>) document.get("snapshot"));
        snapshot.put(field, value);
        document.put("snapshot", snapshot);
        return DrillProof.of(document);
    }

    DrillProof of(String cluster, Instant start) {
        return with(run(cluster, start, DrillResult.RESTORED));
    }

    DrillProof ending(DrillResult result) {
        return with(run("demo", DRILL, result));
    }

    DrillProof with(DrillRun run) {
        DrillProof good = good();
        return new DrillProof(run, good.snapshot(), good.server(), good.reading(), good.steps());
    }

    DrillProof without() {
        return new DrillProof(good().run(), null, null, good().reading(), List.of());
    }

    static DrillRun run(String cluster, Instant start, DrillResult result) {
        return new DrillRun(cluster, start, start.plusSeconds(60), result, "");
    }

    String drill(DrillProof proof) {
        return drill(proof, DRILL);
    }

    void drill(Instant start, DrillResult result) {
        drill(with(run("demo", start, result)), start);
    }

    String drill(DrillProof proof, Instant start) {
        return deliver(start, Json.write(proof.toMap()).getBytes(UTF_8));
    }

    String deliver(Instant start, byte[] bytes) {
        return deliver(world, start, bytes);
    }

    static String deliver(VerifierWorld world, Instant start, byte[] bytes) {
        String version = world.snapshots.put(key(start).format(), bytes);
        deliver(world, start, version);
        return version;
    }

    static void deliver(VerifierWorld world, Instant start, String version) {
        world.handle(
                new VerifierEvent.ObjectCreated(VerifierWorld.BUCKET, key(start).format(), version));
    }

    void put(Instant start, byte[] bytes) {
        world.snapshots.put(key(start).format(), bytes);
    }

    static DrillKey key(Instant start) {
        return new DrillKey("demo", start);
    }

    DrillOutcome last() {
        return world.status("demo").observations().drills().last().outcome();
    }

    DrillRecord drillRecord(Instant start) {
        return DrillRecord.of(world.document(key(start).recordKey()));
    }

    List<AlertKind> kinds() {
        return world.alerts.published().stream().map(alert -> alert.kind()).toList();
    }

    String text() {
        return io.vaultsnapshot.verifier.alerts.AlertMessage.of(
                        world.alerts.publications().get(0),
                        new io.vaultsnapshot.verifier.alerts.AlertLinks(
                                VerifierWorld.BUCKET, "docs/runbook.md", any -> java.time.ZoneOffset.UTC))
                .toString();
    }
}
