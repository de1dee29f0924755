package io.vaultsnapshot.verifier.handler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.drill.Canary;
import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.drill.ProofFinding;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import io.vaultsnapshot.verifier.event.VerifierEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Proofs of restore drills, through the whole verifier. The drill runs daily at 04:00 and may take 1 h 5 min 36 s. */
@Timeout(60)
class DrillsTest extends DrillCase {
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
}
