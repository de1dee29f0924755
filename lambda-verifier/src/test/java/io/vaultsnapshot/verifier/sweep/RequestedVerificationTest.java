package io.vaultsnapshot.verifier.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.snapshot.store.NeverEndingStores;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import io.vaultsnapshot.verifier.handler.VerifierWorld;
import io.vaultsnapshot.verifier.requests.RequestNotTakenException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sweep asks for verifications and does none: what was lost is healed, and no snapshot holds up the others. */
@Timeout(60)
class RequestedVerificationTest {
    private static final String MONDAY = "2026-11-23T02:05:00Z";
    private static final String TUESDAY = "2026-11-24T02:05:00Z";
    private static final String TUESDAY_LATE = "2026-11-24T02:41:00Z";

    private final VerifierWorld world = new VerifierWorld();

    @Test
    void sweep_eventWasLost_asksOnceAndReadsNothing() {
        loseTheEventOfTuesday();
        world.sweepOnly();
        assertEquals(List.of(VerifierWorld.key("demo", TUESDAY)), world.requested);
        assertEquals(1, world.snapshots.opened().size(), "that of Monday");
        assertEquals(ClusterState.PENDING, world.status("demo").state());
        assertEquals(List.of(), world.alerts.published());
        assertEquals(1, world.lastRun().get("SweepCompleted"));
        assertEquals("1", world.lastRun().get("verificationsRequested"));
    }

    @Test
    void sweep_whileTheVerificationWaits_asksAgainAndItIsReadOnce() {
        loseTheEventOfTuesday();
        world.sweepOnly();
        world.clock.moveTo("2026-11-24T02:56:00Z");
        world.sweepOnly();
        assertEquals(2, world.requested.size());
        world.runRequests();
        assertEquals(2, world.snapshots.opened().size(), "Monday's and Tuesday's");
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());
        world.clock.moveTo("2026-11-24T03:11:00Z");
        world.sweepOnly();
        assertEquals(List.of(), world.requested);
    }

    /** Lambda may lose the request, or be unable to run it. That must not stay silent. */
    @Test
    void sweep_verificationNeverRuns_isToldAfterThreeSweeps() {
        loseTheEventOfTuesday();
        for (String at : List.of(TUESDAY_LATE, "2026-11-24T02:56:00Z", "2026-11-24T03:11:00Z")) {
            world.clock.moveTo(at);
            world.sweepOnly();
            assertEquals(List.of(), world.alerts.published());
        }
        world.clock.moveTo("2026-11-24T03:26:00Z");
        world.sweepOnly();
        assertEquals(
                List.of(FindingCode.VERIFICATION_AWAITED),
                codes(world.alerts.published().get(0)));
        assertEquals(ClusterState.UNKNOWN, world.status("demo").state());
    }

    @Test
    void sweep_snapshotThatNeverEnds_completesAndTellsTheOthers() {
        world.withClusters("huge", "missing");
        world.clock.moveTo("2026-11-22T12:00:00Z");
        world.sweep();
        world.put("huge", MONDAY, Fixtures.whole());
        world.withSnapshotStore(NeverEndingStores.blocking(world.snapshots));
        world.clock.moveTo("2026-11-23T02:41:00Z");
        world.sweepOnly();
        assertEquals(
                List.of("missing"),
                world.alerts.published().stream().map(Alert::cluster).toList());
        assertEquals(1, world.lastRun().get("SweepCompleted"));
    }

    @Test
    void sweep_requestIsRefused_failsAfterTheAlertsAndAsksAgain() {
        world.withClusters("lost", "missing");
        world.clock.moveTo("2026-11-22T12:00:00Z");
        world.sweep();
        world.put("lost", MONDAY, Fixtures.whole());
        world.clock.moveTo("2026-11-23T02:41:00Z");
        world.withRequests(key -> {
            throw new RequestNotTakenException(key, new IllegalStateException("throttled"));
        });
        assertThrows(RequestNotTakenException.class, world::sweepOnly);
        assertEquals(1, world.alerts.published().size());
        assertFalse(world.lastRun().containsKey("SweepCompleted"));
        world.withRequests(world.requested::add);
        world.sweep();
        assertEquals(ClusterState.HEALTHY, world.status("lost").state());
    }

    @Test
    void sweep_moreThanOneSweepAsksFor_everyOneGetsItsTurnAlthoughNoneIsVerified() {
        int clusters = 2 * FreshnessSweep.MOST_REQUESTS + 50;
        List<String> names =
                IntStream.range(0, clusters).mapToObj("cluster-%03d"::formatted).toList();
        world.withClusters(names.toArray(String[]::new));
        names.forEach(name -> world.put(name, MONDAY, Fixtures.whole()));
        Set<RecordKey> asked = new HashSet<>();
        for (String at : List.of("2026-11-23T02:11:00Z", "2026-11-23T02:26:00Z", "2026-11-23T02:41:00Z")) {
            world.clock.moveTo(at);
            world.requested.clear();
            world.sweepOnly();
            assertEquals(FreshnessSweep.MOST_REQUESTS, world.requested.size());
            asked.addAll(world.requested);
        }
        assertEquals(clusters, asked.size());
        assertEquals(List.of(), world.alerts.published(), "within the time in which unknown is not told");
    }

    private void loseTheEventOfTuesday() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        world.put("demo", TUESDAY, Fixtures.whole());
        world.clock.moveTo(TUESDAY_LATE);
        assertTrue(world.requested.isEmpty());
    }

    private static List<FindingCode> codes(Alert alert) {
        return alert.findings().stream().map(Finding::code).toList();
    }
}
