package io.vaultsnapshot.verifier.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.replica.ReplicaWatch;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.snapshot.store.InMemorySnapshotStore;
import io.vaultsnapshot.snapshot.store.ObjectVersion;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import io.vaultsnapshot.verifier.handler.VerifierWorld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The sweep's look at the copies. The replica is a second bucket in memory, into which a test copies or does not. */
class ReplicaSweepTest {
    private static final String MONDAY = "2026-11-23T02:05:00Z";
    private static final String NOON = "2026-11-23T12:05:00Z";

    private final InMemorySnapshotStore replica = new InMemorySnapshotStore();
    private final List<String> looks = new ArrayList<>();
    private Optional<String> outage = Optional.empty();
    private final VerifierWorld world =
            new VerifierWorld().withSettings(settings("demo")).withReplica(this::versions);

    private List<ObjectVersion> versions(String prefix) throws StoreUnavailableException {
        synchronized (looks) {
            looks.add(prefix);
        }
        if (outage.isPresent()) {
            throw new StoreUnavailableException(outage.get());
        }
        return replica.versions(prefix);
    }

    private static SnapshotSettings settings(String... clusters) {
        return SettingsParser.parse(Map.of(
                "account", "111122223333",
                "region", "eu-north-1",
                "bucket", "snapshots",
                "replicaRegion", "eu-west-1",
                "clusters",
                        List.of(clusters).stream()
                                .map(name ->
                                        Map.of("name", name, "writerRole", "writer-" + name, "schedule", "0 2 * * 1-5"))
                                .toList()));
    }

    private void arrive(String cluster, String takenAt) {
        world.arrive(cluster, takenAt, Fixtures.whole());
    }

    /** Copies what the bucket has, versions included, as S3 does. */
    private void copy(String cluster, String takenAt) {
        replica.put(VerifierWorld.key(cluster, takenAt).format(), Fixtures.whole());
    }

    private void sweepAt(String time) {
        world.clock.moveTo(time);
        world.sweep();
    }

    private ReplicaWatch watch() {
        ReplicaWatch watch = world.status("demo").observations().replica();
        assertTrue(watch != null, "the status has the replica");
        return watch;
    }

    private List<Cause> told() {
        return world.alerts.published().stream()
                .map(alert -> alert.situation().cause())
                .toList();
    }

    @Test
    void sweep_copyIsThere_isHealthyAndIsNotLookedForAgain() {
        arrive("demo", MONDAY);
        copy("demo", MONDAY);
        sweepAt("2026-11-23T02:15:00Z");
        assertEquals(MONDAY, watch().newest().takenAt().toString());
        assertNull(watch().lag());
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());

        int asked = looks.size();
        sweepAt("2026-11-23T02:30:00Z");
        assertEquals(asked, looks.size(), "a copy that was seen costs no request");
    }

    @Test
    void sweep_copyDoesNotCome_isToldOnceWithSnapshotAndTimeAndRecoversOnce() {
        arrive("demo", MONDAY);
        sweepAt("2026-11-23T02:15:00Z");
        sweepAt("2026-11-23T08:15:00Z");
        assertEquals(List.of(), told(), "six hours are allowed");
        sweepAt("2026-11-23T08:15:01Z");
        sweepAt("2026-11-23T08:30:00Z");

        assertEquals(List.of(Cause.REPLICA_BEHIND), told());
        Alert alert = world.alerts.published().get(0);
        assertEquals(AlertSeverity.WARNING, alert.situation().severity());
        assertEquals(MONDAY, alert.snapshot().takenAt().toString());
        assertEquals(
                Optional.of("no copy was ever seen; the snapshot of " + MONDAY
                        + " has had no copy since 2026-11-23T02:15:00Z"),
                alert.situation().reason(Instant::toString));

        copy("demo", MONDAY);
        sweepAt("2026-11-23T08:45:00Z");
        sweepAt("2026-11-23T09:00:00Z");
        assertEquals(
                List.of(AlertKind.PROBLEM, AlertKind.RECOVERY),
                world.alerts.published().stream().map(Alert::kind).toList());
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());
    }

    /** Newer snapshots that have no copy either do not begin the time anew. */
    @Test
    void sweep_replicationStandsStill_countsFromTheFirstSnapshotWithoutCopy() {
        arrive("demo", MONDAY);
        copy("demo", MONDAY);
        sweepAt("2026-11-23T02:15:00Z");
        world.clock.moveTo("2026-11-23T09:00:00Z");
        arrive("demo", "2026-11-23T08:59:00Z");
        sweepAt("2026-11-23T09:15:00Z");
        world.clock.moveTo("2026-11-23T12:10:00Z");
        arrive("demo", NOON);
        sweepAt("2026-11-23T12:15:00Z");
        sweepAt("2026-11-23T15:16:00Z");

        assertEquals(List.of(Cause.REPLICA_BEHIND), told());
        assertEquals("2026-11-23T08:59:00Z", watch().lag().key().takenAt().toString());
        assertEquals(MONDAY, watch().newest().takenAt().toString());
    }

    /** Each copy comes later than the next snapshot, and within the limit. */
    @Test
    void sweep_replicationIsSlowAndMoves_tellsNobody() {
        arrive("demo", MONDAY);
        sweepAt("2026-11-23T02:15:00Z");
        world.clock.moveTo("2026-11-23T07:00:00Z");
        arrive("demo", "2026-11-23T06:59:00Z");
        copy("demo", MONDAY);
        sweepAt("2026-11-23T07:15:00Z");
        assertEquals(MONDAY, watch().newest().takenAt().toString());
        sweepAt("2026-11-23T12:15:00Z");
        assertEquals(List.of(), told());
        assertEquals("2026-11-23T06:59:00Z", watch().lag().key().takenAt().toString());
    }

    @Test
    void sweep_copyHasAnotherSize_isNoCopy() {
        arrive("demo", MONDAY);
        replica.put(VerifierWorld.key("demo", MONDAY).format(), Fixtures.truncated());
        sweepAt("2026-11-23T02:15:00Z");
        assertEquals(MONDAY, watch().lag().key().takenAt().toString());
    }

    @Test
    void sweep_copyHasAnotherVersion_isNoCopy() {
        arrive("demo", MONDAY);
        String key = VerifierWorld.key("demo", MONDAY).format();
        replica.put(key, Fixtures.whole());
        world.withReplica(prefix -> replica.versions(prefix).stream()
                .map(each -> new ObjectVersion(
                        each.key(), "other", each.latest(), each.deleteMarker(), each.size(), each.lastModified()))
                .toList());
        sweepAt("2026-11-23T02:15:00Z");
        assertEquals(MONDAY, watch().lag().key().takenAt().toString());
    }

    /** Within a day the copy that was seen is looked for again. */
    @Test
    void sweep_copyIsLost_isNoticedWithinADay() {
        arrive("demo", MONDAY);
        copy("demo", MONDAY);
        sweepAt("2026-11-23T02:15:00Z");
        replica.delete(VerifierWorld.key("demo", MONDAY).format());
        Instant end = Instant.parse("2026-11-24T02:15:00Z");
        for (Instant now = Instant.parse("2026-11-23T02:30:00Z"); !now.isAfter(end); now = now.plusSeconds(900)) {
            sweepAt(now.toString());
        }
        assertEquals(MONDAY, watch().lag().key().takenAt().toString());
    }

    @Test
    void sweep_replicaGivesNoAnswer_isToldAfterThreeSweepsAndRecovers() {
        outage = Optional.of("Access Denied");
        arrive("demo", MONDAY);
        sweepAt("2026-11-23T02:15:00Z");
        sweepAt("2026-11-23T03:00:00Z");
        assertEquals(List.of(), told());
        sweepAt("2026-11-23T03:00:01Z");
        assertEquals(List.of(Cause.REPLICA_UNREADABLE), told());
        assertEquals(ClusterState.UNKNOWN, world.status("demo").state());
        assertTrue(world.alerts
                .published()
                .get(0)
                .situation()
                .reason(Instant::toString)
                .orElseThrow()
                .endsWith("not looked at since 2026-11-23T02:15:00Z: Access Denied"));

        outage = Optional.empty();
        copy("demo", MONDAY);
        sweepAt("2026-11-23T03:15:00Z");
        assertEquals(AlertKind.RECOVERY, world.alerts.published().get(1).kind());
    }

    /** A look that waits for a time-out takes seconds, and the snapshots themselves must have their time. */
    @Test
    void sweep_replicaGivesNoAnswer_isAskedForFewClustersAndHoldsForAll() {
        String[] names = IntStream.range(0, 100).mapToObj("c%03d"::formatted).toArray(String[]::new);
        world.withSettings(settings(names));
        outage = Optional.of("timed out");
        List.of(names).forEach(name -> arrive(name, MONDAY));
        sweepAt("2026-11-23T02:15:00Z");
        // As many as run at once may have begun before the last failure counts.
        assertTrue(looks.size() <= 32, looks::toString);
        List.of(names)
                .forEach(name -> assertEquals(
                        "timed out",
                        world.status(name).observations().replica().outage().reason()));
    }

    @Test
    void sweep_settingIsTakenOut_endsWhatWasTold() {
        arrive("demo", MONDAY);
        sweepAt("2026-11-23T02:15:00Z");
        sweepAt("2026-11-23T08:16:00Z");
        world.withClusters("demo");
        sweepAt("2026-11-23T08:30:00Z");
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());
        assertNull(world.status("demo").observations().replica());
    }
}
