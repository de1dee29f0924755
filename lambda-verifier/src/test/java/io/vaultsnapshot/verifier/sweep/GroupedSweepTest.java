package io.vaultsnapshot.verifier.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.snapshot.store.FailingWrites;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import io.vaultsnapshot.verifier.alerts.AlertGroup;
import io.vaultsnapshot.verifier.alerts.AlertNotPublishedException;
import io.vaultsnapshot.verifier.handler.VerifierWorld;
import io.vaultsnapshot.verifier.statemachine.Clusters;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many clusters with one cause: one message, and nothing lost when the sweep dies on any of its steps. */
class GroupedSweepTest {
    private static final int CLUSTERS = 12;
    private static final String MONDAY = "2026-11-23T02:05:00Z";
    private static final String TUESDAY_LATE = "2026-11-24T02:41:00Z";
    private static final String NEXT_SWEEP = "2026-11-24T02:56:00Z";

    private final VerifierWorld world = new VerifierWorld();
    private final List<String> names =
            IntStream.range(0, CLUSTERS).mapToObj("cluster-%02d"::formatted).toList();

    @BeforeEach
    void allHaveASnapshotOfMonday() {
        world.withClusters(names.toArray(String[]::new));
        names.forEach(name -> world.arrive(name, MONDAY, Fixtures.whole()));
        world.sweep();
    }

    @Test
    void sweep_manyGoStaleTogether_isOneMessageAndNothingIsLeftToDeliver() {
        world.clock.moveTo(TUESDAY_LATE);
        world.sweep();
        assertEquals(1, world.alerts.publications().size());
        AlertGroup group = world.alerts.publications().get(0);
        assertEquals(names, group.alerts().stream().map(Alert::cluster).sorted().toList());
        assertAllToldOnce();
        assertEquals(1, world.lastRun().get("AlertsPublished"));
    }

    @Test
    void sweep_topicRefusesTheGroup_nextSweepTellsItWithTheSameId() {
        world.clock.moveTo(TUESDAY_LATE);
        world.alerts.refuseNext(1);
        assertThrows(AlertNotPublishedException.class, world::sweep);
        assertFalse(world.lastRun().containsKey("SweepCompleted"));
        List<Alert> owed = names.stream()
                .flatMap(name -> world.status(name).undelivered().stream())
                .toList();
        world.clock.moveTo(NEXT_SWEEP);
        world.sweep();
        assertEquals(List.of(new AlertGroup(owed).id()), ids());
        assertAllToldOnce();
    }

    @Test
    void sweep_diesAfterPublishingAndBeforeSettling_isRepeatedWithTheSameId() {
        world.clock.moveTo(TUESDAY_LATE);
        // The statuses are stored, the group is published, then no write goes through any more.
        world.withDocumentStore(FailingWrites.after(world.documents, CLUSTERS));
        assertThrows(UncheckedIOException.class, world::sweep);
        world.withDocumentStore(world.documents);
        world.clock.moveTo(NEXT_SWEEP);
        world.sweep();
        assertEquals(2, ids().size());
        assertEquals(1, new TreeSet<>(ids()).size(), () -> String.join("\n", ids()));
        names.forEach(name -> assertEquals(List.of(), world.status(name).undelivered(), name));
    }

    @Test
    void sweep_diesWhileStoring_nextSweepTellsAllOfThemOnce() {
        world.clock.moveTo(TUESDAY_LATE);
        world.alerts.refuseNext(CLUSTERS);
        world.withDocumentStore(FailingWrites.after(world.documents, 7));
        assertThrows(UncheckedIOException.class, world::sweep);
        world.alerts.refuseNext(0);
        world.withDocumentStore(world.documents);
        world.clock.moveTo(NEXT_SWEEP);
        world.sweep();
        assertAllToldOnce();
    }

    @Test
    void sweep_eventsOfManyBadSnapshotsWereLost_eachVerificationTellsItsOwnOnce() {
        names.forEach(name -> world.put(name, "2026-11-24T02:05:00Z", Fixtures.truncated()));
        world.clock.moveTo(TUESDAY_LATE);
        world.sweep();
        assertEquals(CLUSTERS, world.alerts.publications().size());
        assertEquals(ClusterState.INVALID, world.alerts.publications().get(0).state());
        world.clock.moveTo(NEXT_SWEEP);
        world.sweep();
        assertEquals(CLUSTERS, world.alerts.publications().size());
    }

    @Test
    void sweep_dayLater_remindsInOneMessage() {
        world.clock.moveTo(TUESDAY_LATE);
        world.sweep();
        world.clock.moveTo("2026-11-25T02:42:00Z");
        world.sweep();
        assertEquals(2, world.alerts.publications().size());
        assertEquals(AlertKind.REMINDER, world.alerts.publications().get(1).kind());
    }

    @Test
    void sweep_settingsOfClustersChanged_areJudgedByTheNewOnes() {
        world.clock.moveTo(TUESDAY_LATE);
        world.withSettings(Clusters.withSchedule(names, "0 2 * * 1"));
        world.sweep();
        names.forEach(
                name -> assertEquals(ClusterState.HEALTHY, world.status(name).state(), name));
    }

    private void assertAllToldOnce() {
        assertEquals(
                names,
                world.alerts.published().stream().map(Alert::cluster).sorted().toList());
        names.forEach(name -> assertEquals(List.of(), world.status(name).undelivered(), name));
    }

    private List<String> ids() {
        return world.alerts.publications().stream().map(AlertGroup::id).toList();
    }
}
