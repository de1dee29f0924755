package io.vaultsnapshot.verifier.handler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.drill.Canary;
import io.vaultsnapshot.contract.drill.DrillProof;
import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.drill.ProofFinding;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.snapshot.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which proofs of drills are believed. */
class DrillProofsTest extends DrillCase {
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
        DrillProof of(DrillProofsTest test);
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
}
