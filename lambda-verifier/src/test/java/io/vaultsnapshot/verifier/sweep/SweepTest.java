package io.vaultsnapshot.verifier.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.metric.LogField;
import io.vaultsnapshot.snapshot.archive.SnapshotArchives;
import io.vaultsnapshot.snapshot.store.FaultyStores;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import io.vaultsnapshot.verifier.handler.VerifierWorld;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** The schedule's turn: what is missing is found, what was lost is healed, what did not change costs nothing. */
class SweepTest {
    private static final String MONDAY = "2026-11-23T02:05:00Z";
    private static final String TUESDAY_LATE = "2026-11-24T02:41:00Z";

    private final VerifierWorld world = new VerifierWorld();

    @Test
    void sweep_neverSeenCluster_isSilentUntilItsFirstSnapshotIsOverdue() {
        world.clock.moveTo("2026-11-22T12:00:00Z");
        world.sweep();
        assertEquals(ClusterState.PENDING, world.status("demo").state());
        assertEquals(List.of(), world.alerts.published());
        world.clock.moveTo("2026-11-23T02:41:00Z");
        world.sweep();
        world.sweep();
        assertEquals(1, world.alerts.published().size());
        assertEquals(
                Cause.FIRST_SNAPSHOT_OVERDUE,
                world.alerts.published().get(0).situation().cause());
    }

    @Test
    void sweep_overdue_alertsOnceThenRemindsDaily() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        world.clock.moveTo(TUESDAY_LATE);
        world.sweep();
        world.clock.moveTo("2026-11-24T02:56:00Z");
        world.sweep();
        world.clock.moveTo("2026-11-25T02:56:00Z");
        world.sweep();
        assertEquals(
                List.of(AlertKind.PROBLEM, AlertKind.REMINDER),
                world.alerts.published().stream().map(alert -> alert.kind()).toList());
        assertEquals(ClusterState.STALE, world.status("demo").state());
    }

    /** The clock has nanoseconds, and a person needs the second. */
    @Test
    void sweep_atAFractionOfASecond_namesAlertsByTheSecond() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        world.clock.moveTo("2026-11-24T02:56:00.123456789Z");
        world.sweep();

        assertEquals(
                "demo/problem/snapshot_overdue/2026-11-24T02:56:00Z/1",
                world.alerts.published().get(0).id());
    }

    /** The dashboard's table. A cluster that is healthy again is in it no longer. */
    @Test
    void sweep_clusterThatIsNotHealthy_isALineOfTheLog() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        world.clock.moveTo(TUESDAY_LATE);
        world.sweep();
        Map<String, Object> line = world.lastRunOf(LogField.CLUSTER.field(), "demo");
        assertEquals("stale", line.get(LogField.STATE.field()));
        assertEquals("a snapshot is overdue", line.get(LogField.WHY.field()));
        assertEquals(4, line.size(), line::toString);

        world.arrive("demo", "2026-11-24T02:50:00Z", Fixtures.whole());
        world.sweep();
        assertThrows(NoSuchElementException.class, () -> world.lastRunOf(LogField.CLUSTER.field(), "demo"));
    }

    @Test
    void sweep_eventWasLost_findsAndVerifiesTheSnapshot() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        world.put("demo", "2026-11-24T02:05:00Z", Fixtures.whole());
        world.clock.moveTo(TUESDAY_LATE);
        world.sweep();
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());
        assertEquals(List.of(), world.alerts.published());
        assertEquals(1, world.lastRun().get("SnapshotsVerified"));
    }

    @Test
    void sweep_eventOfCorruptSnapshotWasLost_alertsInvalid() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        world.put("demo", "2026-11-24T02:05:00Z", Fixtures.truncated());
        world.clock.moveTo(TUESDAY_LATE);
        world.sweep();
        assertEquals(
                ClusterState.INVALID,
                world.alerts.published().get(0).situation().state());
    }

    @Test
    void sweep_couldNotLookBefore_looksAgain() {
        world.withSnapshotStore(FaultyStores.failingOnce(world.snapshots));
        world.arrive("demo", MONDAY, Fixtures.whole());
        assertEquals(ClusterState.PENDING, world.status("demo").state());
        world.sweep();
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());
        assertEquals(List.of(), world.alerts.published());
    }

    @Test
    void sweep_nothingChanged_readsEachStatusOnceAndWritesTheIndexOnly() {
        world.withClusters("a", "b", "c");
        for (String cluster : List.of("a", "b", "c")) {
            world.arrive(cluster, MONDAY, Fixtures.whole());
        }
        world.sweep();
        Map<?, ?> status = world.document(StatusKey.of("a"));
        int before = world.documents.reads().size();
        world.sweep();
        assertEquals(
                List.of(StatusKey.of("a"), StatusKey.of("b"), StatusKey.of("c")),
                world.documents.reads().subList(before, world.documents.reads().size()).stream()
                        .sorted()
                        .toList());
        assertEquals(status, world.document(StatusKey.of("a")));
    }

    @Test
    void sweep_finished_writesTheIndexForPeopleAndPrograms() {
        world.withClusters("good", "missing");
        watchSinceSunday();
        world.clock.moveTo("2026-11-23T02:10:00Z");
        world.arrive("good", MONDAY, Fixtures.whole());
        world.clock.moveTo("2026-11-23T02:41:00Z");
        world.sweep();
        Map<?, ?> index = world.document(StatusKey.FLEET_INDEX);
        Map<?, ?> clusters = (Map<?, ?>) index.get("clusters");
        assertEquals("2026-11-23T02:41:00Z", index.get("sweptAt"));
        assertEquals("healthy", ((Map<?, ?>) clusters.get("good")).get("state"));
        assertEquals("first_snapshot_overdue", ((Map<?, ?>) clusters.get("missing")).get("cause"));
    }

    /** The index is a view: a cluster that it leaves out, or lies about, is swept like any other. */
    @Test
    void sweep_indexIsWrong_isNotRead() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        world.documents.putText(StatusKey.FLEET_INDEX, "{\"schema\":\"fleet-index/99.0\",\"clusters\":{}}");
        world.clock.moveTo(TUESDAY_LATE);
        world.sweep();
        assertEquals(ClusterState.STALE, world.status("demo").state());
    }

    private void watchSinceSunday() {
        world.clock.moveTo("2026-11-22T12:00:00Z");
        world.sweep();
    }

    @Test
    void sweep_finished_emitsTheHeartbeat() {
        world.sweep();
        assertEquals(1, world.lastRun().get("SweepCompleted"));
        assertEquals(1, world.lastRun().get("Clusters"));
        assertEquals(1, world.lastRun().get("ClustersNotHealthy"));
    }

    @Test
    void sweep_finished_countsStatesAndAges() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        assertEquals(Fixtures.whole().length, world.lastRunOf("Cluster", "demo").get("SnapshotSize"));
        world.clock.moveTo("2026-11-23T14:05:00Z");
        world.sweep();
        assertEquals(1, world.lastRunOf("State", "healthy").get("ClustersInState"));
        assertEquals(0, world.lastRunOf("State", "stale").get("ClustersInState"));
        assertEquals(12 * 3600, world.lastRunOf("Group", "default").get("AgeIntact"));
        // Twelve hours of the 73 that a weekday schedule, its grace and a sweep come to.
        assertEquals(17, world.lastRunOf("Group", "default").get("DeadlineUsedIntact"));
        world.clock.moveTo("2026-11-26T03:05:01Z");
        world.sweep();
        assertEquals(101, world.lastRunOf("Group", "default").get("DeadlineUsedIntact"));
    }

    @Test
    void sweep_oneClusterCannotBeLookedAt_looksAtTheOthersAndWithholdsTheHeartbeat() {
        world.withClusters("broken", "fine");
        world.documents.putText(StatusKey.of("broken"), "{\"schema\":\"cluster-status/99.0\"}");
        world.put("fine", MONDAY, Fixtures.whole());
        assertThrows(UncheckedIOException.class, world::sweepOnly);
        assertFalse(world.lastRun().containsKey("SweepCompleted"));
        world.runRequests();
        assertEquals(ClusterState.HEALTHY, world.status("fine").state());
    }

    @Test
    void sweep_storeUnavailable_failsWithoutHeartbeat() {
        world.withDocumentStore(FaultyStores.failingDocuments());
        assertThrows(UncheckedIOException.class, world::sweep);
        assertFalse(world.lastRun().containsKey("SweepCompleted"));
    }

    @Test
    void sweep_futureKeyInTheBucket_doesNotHideTheMissingSnapshot() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        world.put("demo", "2031-01-01T00:00:00Z", Fixtures.whole());
        world.clock.moveTo(TUESDAY_LATE);
        world.sweep();
        assertEquals(ClusterState.STALE, world.status("demo").state());
    }

    @Test
    void sweep_futureKeyBesideLostEvent_stillFindsTheRealSnapshot() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        world.put("demo", "2026-11-24T02:05:00Z", Fixtures.whole());
        world.put("demo", "2031-01-01T00:00:00Z", Fixtures.truncated());
        world.clock.moveTo(TUESDAY_LATE);
        world.sweep();
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());
    }

    @Test
    void sweep_formatOfNewerServer_isUnknownAndNotReadAgainEveryTime() {
        world.arrive("demo", MONDAY, SnapshotArchives.ofNewerVersion());
        world.sweep();
        world.sweep();
        assertEquals(ClusterState.UNKNOWN, world.status("demo").state());
        assertEquals(1, world.alerts.published().size());
        assertEquals(1, world.snapshots.opened().size());
    }
}
