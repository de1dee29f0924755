package io.vaultsnapshot.verifier.arrival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.OtherVersionKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.record.Acknowledgement;
import io.vaultsnapshot.contract.record.ChainHead;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.status.Observations;
import io.vaultsnapshot.contract.status.OverwrittenSnapshot;
import io.vaultsnapshot.snapshot.archive.SnapshotArchives;
import io.vaultsnapshot.snapshot.custody.AuditFinding;
import io.vaultsnapshot.snapshot.custody.CustodyAudit;
import io.vaultsnapshot.snapshot.store.FaultyStores;
import io.vaultsnapshot.snapshot.store.SnapshotContent;
import io.vaultsnapshot.snapshot.store.SnapshotStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredObject;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import io.vaultsnapshot.verifier.event.VerifierEvent;
import io.vaultsnapshot.verifier.handler.VerifierWorld;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A key that is written twice: the first version counts, other bytes are told, the same bytes are not. */
class OverwrittenTest {
    private static final String MONDAY = "2026-11-23T02:05:00Z";
    private static final String NINE = "2026-11-23T09:00:00Z";

    private final VerifierWorld world = new VerifierWorld();

    @Test
    void otherBytes_overTheNewest_areToldAndTheFirstVersionCounts() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        Observations before = world.status("demo").observations();

        world.arrive("demo", MONDAY, SnapshotArchives.ofIndex(7));

        Alert alert = onlyAlert();
        assertEquals(AlertKind.PROBLEM, alert.kind());
        assertEquals(Cause.SNAPSHOT_OVERWRITTEN, alert.situation().cause());
        assertEquals(AlertSeverity.CRITICAL, alert.situation().severity());
        assertEquals(key(MONDAY), alert.snapshot());
        Finding finding = alert.findings().get(0);
        assertEquals(FindingCode.OVERWRITTEN, finding.code());
        assertTrue(finding.message().contains("version v2 of ")
                && finding.message().contains("version v1"));
        assertEquals("v1", alert.lastProven().versionId());
        assertOriginalCounts("v1");
        Observations after = world.status("demo").observations();
        assertEquals(before, after.withOverwritten(List.of()), "nothing else has changed");
        assertEquals(ClusterState.INVALID, world.status("demo").state());
    }

    @Test
    void otherBytes_overAnOldSnapshot_areTold() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        world.clock.moveTo("2026-11-23T09:01:00Z");
        world.arrive("demo", NINE, Fixtures.whole());

        world.arrive("demo", MONDAY, Fixtures.truncated());

        assertEquals(key(MONDAY), onlyAlert().snapshot());
        assertOriginalCounts("v1");
        VerificationRecord other = other(MONDAY, "v3");
        assertEquals(
                List.of(FindingCode.OVERWRITTEN, FindingCode.TRUNCATED),
                other.findings().stream().map(Finding::code).toList(),
                "its own findings say what it is");
    }

    @Test
    void sameBytesAgain_asTheJobsOwnRetryWritesThem_changeNothing() throws Exception {
        world.arrive("demo", MONDAY, Fixtures.whole());
        ChainHead head = head();
        String again = world.put("demo", MONDAY, Fixtures.whole());

        world.deliver("demo", MONDAY, again);
        world.deliver("demo", MONDAY, again);
        sweepADay();

        assertEquals(List.of(), world.alerts.published());
        assertEquals(head, head(), "the chain has these bytes once");
        assertOriginalCounts("v1");
        assertEquals(2, world.snapshots.opened().size(), "each version is read once");
        assertEquals(List.of(), audit());
    }

    @Test
    void eventOfTheSecond_comesFirst_theOlderVersionCounts() {
        String first = world.put("demo", MONDAY, Fixtures.whole());
        String second = world.put("demo", MONDAY, Fixtures.truncated());

        world.deliver("demo", MONDAY, second);
        assertOriginalCounts("v1");
        assertEquals(Cause.SNAPSHOT_OVERWRITTEN, onlyAlert().situation().cause());

        world.deliver("demo", MONDAY, first);
        assertOriginalCounts("v1");
        assertEquals(1, world.alerts.published().size());
    }

    @Test
    void bothEvents_wereLost_theOlderVersionCountsAndTheOtherIsTold() {
        world.put("demo", MONDAY, Fixtures.whole());
        world.put("demo", MONDAY, Fixtures.truncated());

        world.clock.moveTo("2026-11-23T02:31:00Z");
        world.sweep();

        assertOriginalCounts("v1");
        assertEquals(Cause.SNAPSHOT_OVERWRITTEN, onlyAlert().situation().cause());
    }

    @Test
    void eventOfOtherBytes_wasLost_theSweepOfTheDayFindsThem() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        world.put("demo", MONDAY, Fixtures.truncated());
        sweepADay();

        assertEquals(Cause.SNAPSHOT_OVERWRITTEN, onlyAlert().situation().cause());
        assertOriginalCounts("v1");
    }

    @Test
    void otherBytes_hiddenByADeleteMarker_areTold() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        String second = world.put("demo", MONDAY, Fixtures.truncated());
        world.snapshots.hide(key(MONDAY).format(), world.clock.instant());

        world.deliver("demo", MONDAY, second);
        assertEquals(Cause.SNAPSHOT_OVERWRITTEN, onlyAlert().situation().cause());
        assertOriginalCounts("v1");
    }

    @Test
    void otherBytes_aboveADeleteMarkerWhoseEventWasLost_areFoundByTheSweep() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        world.snapshots.hide(key(MONDAY).format(), world.clock.instant());
        world.put("demo", MONDAY, Fixtures.truncated());
        world.snapshots.hide(key(MONDAY).format(), world.clock.instant());
        sweepADay();

        assertEquals(Cause.SNAPSHOT_OVERWRITTEN, onlyAlert().situation().cause());
    }

    /** The first version is still being read by another run, which keeps its record while this one reads the second. */
    @Test
    void second_arrivesWhileTheFirstIsRead_isComparedWithIt() {
        String first = world.put("demo", MONDAY, Fixtures.whole());
        String second = world.put("demo", MONDAY, SnapshotArchives.ofIndex(7));
        world.withSnapshotStore(new SnapshotStore() {
            @Override
            public List<StoredObject> list(String prefix, @Nullable String startAfter) {
                return world.snapshots.list(prefix, startAfter);
            }

            @Override
            public SnapshotContent open(String key, @Nullable String versionId) throws StoreUnavailableException {
                if (second.equals(versionId)) {
                    world.deliver("demo", MONDAY, first);
                }
                return world.snapshots.open(key, versionId);
            }
        });

        world.deliver("demo", MONDAY, second);

        assertEquals(2, world.snapshots.opened().size(), "the first one is not read again");
        assertOriginalCounts("v1");
        assertEquals(Cause.SNAPSHOT_OVERWRITTEN, onlyAlert().situation().cause());
    }

    @Test
    void otherSize_thatCannotBeReadInTime_isToldNevertheless() throws Exception {
        world.arrive("demo", MONDAY, Fixtures.whole());
        String second = world.put("demo", MONDAY, Fixtures.truncated());
        world.withSnapshotStore(FaultyStores.breakingOff(world.snapshots, 500));

        world.deliver("demo", MONDAY, second);

        assertEquals(Cause.SNAPSHOT_OVERWRITTEN, onlyAlert().situation().cause());
        assertEquals(Verdict.SUSPECT, other(MONDAY, second).verdict());
        assertEquals(List.of("SNAPSHOT_OVERWRITTEN"), audit(), "and its record is in the chain");
    }

    /** Of the same size, it is not known. The run fails, so that it is tried again, and that is told. */
    @Test
    void sameSize_thatCannotBeRead_failsAndIsTriedAgain() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        String second = world.put("demo", MONDAY, Fixtures.whole());
        world.withSnapshotStore(FaultyStores.breakingOff(world.snapshots, 500));

        assertThrows(UncheckedIOException.class, () -> world.deliver("demo", MONDAY, second));
        assertEquals(Cause.SNAPSHOT_UNREADABLE, onlyAlert().situation().cause());

        world.withSnapshotStore(world.snapshots);
        world.deliver("demo", MONDAY, second);
        assertEquals(1, world.alerts.published().size());
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());
    }

    @Test
    void acknowledgement_ofTheOtherVersion_endsTheAlertAndTheFirstStillCounts() throws Exception {
        overwrite();
        acknowledge(MONDAY, "v2");
        world.handle(new VerifierEvent.ObjectCreated(
                VerifierWorld.BUCKET, new OtherVersionKey(key(MONDAY), "v2").acknowledgementKey(), "v1"));

        assertEnded();
        assertEquals(List.of(), audit(), "what was acknowledged is explained");
    }

    @Test
    void acknowledgement_whoseEventWasLost_isFoundByTheNextSweep() {
        overwrite();
        acknowledge(MONDAY, "v2");

        world.sweep();

        assertEnded();
    }

    @Test
    void acknowledgement_ofAnotherVersion_endsNothing() {
        overwrite();
        acknowledge(MONDAY, "v1");

        world.sweep();

        assertEquals(ClusterState.INVALID, world.status("demo").state());
    }

    /** One more while the first is open is a notice; more than that within the hour wait for the reminder. */
    @Test
    void furtherOverwrites_whileOneIsOpen_areToldOnceAnHourAndByTheReminder() {
        overwrite();
        world.clock.moveTo("2026-11-23T09:01:00Z");
        world.arrive("demo", NINE, Fixtures.whole());
        world.arrive("demo", NINE, SnapshotArchives.ofIndex(8));
        world.arrive("demo", NINE, SnapshotArchives.ofIndex(9));

        assertEquals(
                List.of(AlertKind.PROBLEM, AlertKind.NOTICE),
                world.alerts.published().stream().map(Alert::kind).toList());
        assertTrue(world.alerts.published().get(1).findings().get(0).message().contains("version v4"));
        world.clock.moveTo("2026-11-24T02:12:00Z");
        world.sweepOnly();
        Alert reminder = world.alerts.published().get(2);
        assertEquals(3, reminder.findings().size(), reminder::toString);
    }

    @Test
    void otherBytes_whileTheNewestIsCorrupt_areToldAsANotice_andAsTheProblemWhenThatEnds() {
        world.arrive("demo", MONDAY, Fixtures.truncated());
        world.arrive("demo", MONDAY, Fixtures.whole());
        world.clock.moveTo("2026-11-23T09:01:00Z");
        world.arrive("demo", NINE, Fixtures.whole());

        assertEquals(
                List.of("problem snapshot_corrupt", "notice snapshot_corrupt", "problem snapshot_overwritten"),
                world.alerts.published().stream()
                        .map(alert -> alert.kind().id() + " "
                                + alert.situation().cause().id())
                        .toList());
        assertEquals("v1", world.record("demo", MONDAY).versionId(), "a good file does not replace a bad one either");
    }

    @Test
    void statusLost_theSweepOfTheDayBringsTheFindingBack() {
        overwrite();
        world.documents.delete(StatusKey.of("demo"));
        sweepADay();

        assertEquals(1, world.status("demo").observations().overwritten().size());
        sweepADay();
        assertEquals(List.of(), world.requested);
    }

    @Test
    void moreThanAStatusNames_comeBackWhenThereIsRoom() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        for (int each = 0; each < OverwrittenSnapshot.KEPT + 2; each++) {
            world.arrive("demo", MONDAY, new byte[] {1, (byte) each});
        }
        List<OverwrittenSnapshot> named = world.status("demo").observations().overwritten();
        assertEquals(OverwrittenSnapshot.KEPT, named.size());

        named.forEach(each -> acknowledge(MONDAY, each.versionId()));
        world.sweep();
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());
        sweepADay();

        assertEquals(2, world.status("demo").observations().overwritten().size());
        assertEquals(ClusterState.INVALID, world.status("demo").state());
    }

    @Test
    void successor_ofAnOverwrittenSnapshot_isComparedWithTheFirstVersion() {
        world.arrive("demo", MONDAY, SnapshotArchives.ofIndex(200));
        world.arrive("demo", MONDAY, SnapshotArchives.ofIndex(50));
        world.clock.moveTo("2026-11-23T09:01:00Z");
        world.arrive("demo", NINE, SnapshotArchives.ofIndex(100));

        assertEquals(
                FindingCode.REGRESSION,
                world.record("demo", NINE).findings().get(0).code());
    }

    private void overwrite() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        world.arrive("demo", MONDAY, SnapshotArchives.ofIndex(7));
        onlyAlert();
    }

    private void acknowledge(String takenAt, String version) {
        OtherVersionKey other = new OtherVersionKey(key(takenAt), version);
        world.documents.overwrite(
                other.acknowledgementKey(),
                new Acknowledgement(
                                new SnapshotVersion(key(takenAt), version),
                                List.of(FindingCode.OVERWRITTEN),
                                "our own test",
                                Instant.parse("2026-11-23T02:09:00Z"),
                                "kim")
                        .toMap());
    }

    private void assertEnded() {
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());
        assertEquals(List.of(), world.status("demo").observations().overwritten());
        assertEquals(
                List.of(AlertKind.PROBLEM, AlertKind.RECOVERY),
                world.alerts.published().stream().map(Alert::kind).toList());
        assertEquals(Verdict.INTACT, other(MONDAY, "v2").verdict());
        assertOriginalCounts("v1");
    }

    private void assertOriginalCounts(String version) {
        assertEquals(version, world.record("demo", MONDAY).versionId());
    }

    private Alert onlyAlert() {
        assertEquals(1, world.alerts.published().size(), () -> world.alerts
                .published()
                .toString());
        return world.alerts.published().get(0);
    }

    private VerificationRecord other(String takenAt, String version) {
        return VerificationRecord.of(world.document(new OtherVersionKey(key(takenAt), version).recordKey()));
    }

    private ChainHead head() {
        return ChainHead.of(world.document(SnapshotKey.chainHeadKey("demo")));
    }

    /** Every cluster has its turn within a day. No snapshot is missed meanwhile: the schedule has one on weekdays at 2. */
    private void sweepADay() {
        Instant begin = world.clock.instant();
        for (int sweep = 1; sweep <= 95; sweep++) {
            world.clock.moveTo(begin.plus(Duration.ofMinutes(15L * sweep)).toString());
            world.sweep();
        }
        world.clock.moveTo(begin.toString());
    }

    private List<String> audit() throws Exception {
        return new CustodyAudit(world.documents, world.snapshots, (signature, digest) -> true)
                .audit("demo", world.clock.instant().plus(Duration.ofHours(2))).findings().stream()
                        .map(AuditFinding::code)
                        .map(Enum::name)
                        .toList();
    }

    private static SnapshotKey key(String takenAt) {
        return VerifierWorld.key("demo", takenAt);
    }
}
