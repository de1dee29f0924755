package io.vaultsnapshot.verifier.arrival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.snapshot.store.FaultyStores;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import io.vaultsnapshot.verifier.alerts.AlertNotPublishedException;
import io.vaultsnapshot.verifier.event.VerifierEvent;
import io.vaultsnapshot.verifier.handler.VerifierWorld;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A snapshot arrives: what the verifier keeps, and what it tells subscribers. */
class ArrivalTest {
    private static final String MONDAY = "2026-11-23T02:05:00Z";
    private static final String NINE = "2026-11-23T09:00:00Z";

    private final VerifierWorld world = new VerifierWorld();

    @Test
    void handle_realSnapshot_isProvenAndRecordedWithoutAlert() {
        world.arrive("demo", MONDAY, Fixtures.whole());

        VerificationRecord record = world.record("demo", MONDAY);
        assertEquals(Verdict.INTACT, record.verdict());
        assertEquals(ProofLevel.UNSEALABLE, record.level());
        assertEquals(Fixtures.whole().length, record.archive().size());
        assertNotNull(record.archive().meta());
        assertNotNull(record.seal());
        assertEquals(List.of("2.6.2"), record.archive().serverVersions());
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());
        assertEquals(List.of(), world.alerts.published());
        assertEquals(1, world.lastRun().get("SnapshotsVerified"));
    }

    @Test
    void handle_sameEventTwice_readsTheSnapshotOnce() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        world.deliver("demo", MONDAY, "v1");
        assertEquals(1, world.snapshots.opened().size());
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());
    }

    @Test
    void handle_truncated_alertsOnceHoweverOftenDelivered() {
        world.arrive("demo", MONDAY, Fixtures.truncated());
        world.deliver("demo", MONDAY, "v1");
        world.sweep();
        assertEquals(1, world.alerts.published().size());
        assertEquals(
                ClusterState.INVALID,
                world.alerts.published().get(0).situation().state());
        assertEquals(
                FindingCode.TRUNCATED,
                world.alerts.published().get(0).findings().get(0).code());
    }

    @Test
    void handle_goodAfterTruncated_tellsTheRecovery() {
        world.arrive("demo", MONDAY, Fixtures.truncated());
        world.clock.moveTo("2026-11-23T09:01:00Z");
        world.arrive("demo", NINE, Fixtures.whole());
        assertEquals(
                List.of(AlertKind.PROBLEM, AlertKind.RECOVERY),
                world.alerts.published().stream().map(alert -> alert.kind()).toList());
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());
    }

    @Test
    void handle_byteTurnedOnTheWay_isReadAgainAndIntact() {
        world.withSnapshotStore(FaultyStores.flippingByteOnce(world.snapshots, 2000));
        world.arrive("demo", MONDAY, Fixtures.whole());
        assertEquals(Verdict.INTACT, world.record("demo", MONDAY).verdict());
        assertEquals(2, world.snapshots.opened().size());
    }

    @Test
    void handle_byteTurnedInTheBucket_isCorrupt() {
        world.withSnapshotStore(FaultyStores.flippingByte(world.snapshots, 2000));
        world.arrive("demo", MONDAY, Fixtures.whole());
        assertEquals(Verdict.CORRUPT, world.record("demo", MONDAY).verdict());
        assertNull(world.status("demo").observations().lastProven());
    }

    @Test
    void handle_lineCutWhileReading_isUnknownNeverCorrupt() {
        world.withSnapshotStore(FaultyStores.breakingOff(world.snapshots, 5000));
        world.arrive("demo", MONDAY, Fixtures.whole());
        assertEquals(Verdict.UNKNOWN, world.record("demo", MONDAY).verdict());
        assertEquals(ClusterState.PENDING, world.status("demo").state());
        assertEquals(List.of(), world.alerts.published());
        world.clock.moveTo("2026-11-23T02:55:00Z");
        world.sweep();
        world.sweep();
        assertEquals(ClusterState.UNKNOWN, world.status("demo").state());
        assertEquals(1, world.alerts.published().size());
        world.withSnapshotStore(world.snapshots);
        world.sweep();
        assertEquals(AlertKind.RECOVERY, world.alerts.published().get(1).kind());
    }

    @Test
    void handle_objectDeletedBeforeReading_isUnknownAndSaysGone() {
        world.deliver("demo", MONDAY, "v1");
        assertEquals(
                FindingCode.SNAPSHOT_GONE,
                world.record("demo", MONDAY).findings().get(0).code());
        assertEquals(ClusterState.PENDING, world.status("demo").state());
        world.clock.moveTo("2026-11-23T02:55:00Z");
        world.sweep();
        assertEquals(ClusterState.UNKNOWN, world.status("demo").state());
    }

    @Test
    void handle_couldNotLook_keepsTheRecordOfWhatWasSeen() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        world.deliver("demo", MONDAY, "a-version-that-is-gone");
        assertEquals(Verdict.INTACT, world.record("demo", MONDAY).verdict());
    }

    @Test
    void handle_nothingCanBeKept_tellsSubscribersAndFails() {
        world.withDocumentStore(FaultyStores.failingDocuments());
        assertThrows(UncheckedIOException.class, () -> world.arrive("demo", MONDAY, Fixtures.whole()));
        assertThrows(UncheckedIOException.class, () -> world.deliver("demo", MONDAY, "v1"));
        assertEquals(2, world.alerts.published().size());
        assertEquals(
                world.alerts.published().get(0).id(),
                world.alerts.published().get(1).id());
        assertTrue(world.lastRun().get("failure").toString().contains("unavailable"), world.lastRun()::toString);
    }

    @Test
    void handle_topicRefuses_failsAndDeliversLater() {
        world.alerts.refuseNext(1);
        assertThrows(AlertNotPublishedException.class, () -> world.arrive("demo", MONDAY, Fixtures.truncated()));
        assertEquals(1, world.status("demo").undelivered().size());
        world.sweep();
        world.sweep();
        assertEquals(1, world.alerts.published().size());
        assertEquals(List.of(), world.status("demo").undelivered());
    }

    @Test
    void handle_keyInFarFuture_isRecordedButDoesNotCountAsNewest() {
        world.arrive("demo", "2031-01-01T00:00:00Z", Fixtures.whole());
        VerificationRecord record = world.record("demo", "2031-01-01T00:00:00Z");
        assertEquals(FindingCode.TAKEN_IN_FUTURE, record.findings().get(0).code());
        assertEquals(ClusterState.PENDING, world.status("demo").state());
    }

    @Test
    void handle_clusterNotInSettings_isCountedAndLeftAlone() {
        world.arrive("stranger", MONDAY, Fixtures.whole());
        assertEquals("CLUSTER_UNKNOWN", world.lastRun().get("finding"));
        assertEquals(List.of(), world.snapshots.opened());
    }

    @Test
    void handle_keyOutsideTheGrammar_isCountedAndLeftAlone() {
        world.handle(new VerifierEvent.ObjectCreated(VerifierWorld.BUCKET, "snapshots/demo/../other/x.snap", "v1"));
        assertEquals("KEY_UNRECOGNIZED", world.lastRun().get("finding"));
        assertEquals(List.of(), world.snapshots.opened());
    }

    @Test
    void handle_eventOfAnotherBucket_isRefused() {
        VerifierEvent event = new VerifierEvent.ObjectCreated("elsewhere", "snapshots/demo/x", "v1");
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> world.handle(event));
        assertTrue(refused.getMessage().contains("elsewhere"), refused.getMessage());
    }

    @Test
    void handle_damagedStatus_isReplacedInsteadOfBlockingTheCluster() {
        world.documents.putText(StatusKey.of("demo"), "<html>not a status</html>");
        world.arrive("demo", MONDAY, Fixtures.whole());
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());
    }

    @Test
    void handle_statusOfNewerVerifier_isLeftAlone() {
        world.documents.putText(StatusKey.of("demo"), "{\"schema\":\"cluster-status/99.0\"}");
        assertThrows(UncheckedIOException.class, () -> world.arrive("demo", MONDAY, Fixtures.whole()));
        assertEquals("cluster-status/99.0", world.document(StatusKey.of("demo")).get("schema"));
    }
}
