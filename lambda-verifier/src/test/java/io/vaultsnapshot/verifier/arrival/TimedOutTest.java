package io.vaultsnapshot.verifier.arrival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.snapshot.store.NeverEndingStores;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import io.vaultsnapshot.verifier.handler.VerifierWorld;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A verification that does not end within its run: unknown, told at once, and repeated every hour. */
@Timeout(60)
class TimedOutTest {
    private static final String MONDAY = "2026-11-23T02:05:00Z";
    private static final String NINE = "2026-11-23T09:00:00Z";

    private final VerifierWorld world = new VerifierWorld().withTime(Duration.ofSeconds(1));

    @Test
    void handle_storeBlocksForEver_isUnknownAndToldAtOnce() {
        world.withSnapshotStore(NeverEndingStores.blocking(world.snapshots));
        world.arrive("demo", MONDAY, Fixtures.whole());

        VerificationRecord record = world.record("demo", MONDAY);
        assertEquals(Verdict.UNKNOWN, record.verdict());
        Finding finding = record.findings().get(0);
        assertEquals(FindingCode.VERIFICATION_TIMED_OUT, finding.code());
        assertTrue(finding.message().startsWith("0.0 of 0.0 MiB were read in "), finding.message());
        assertEquals(ClusterState.UNKNOWN, world.status("demo").state());
        assertEquals(
                List.of(FindingCode.VERIFICATION_TIMED_OUT),
                world.alerts.published().get(0).findings().stream()
                        .map(Finding::code)
                        .toList());
    }

    @Test
    void handle_storeTrickles_isUnknownAndToldAtOnce() {
        world.withSnapshotStore(NeverEndingStores.trickling(world.snapshots));
        world.arrive("demo", MONDAY, Fixtures.whole());

        assertEquals(
                FindingCode.VERIFICATION_TIMED_OUT,
                world.record("demo", MONDAY).findings().get(0).code());
        assertEquals(1, world.alerts.published().size());
    }

    @Test
    void sweep_afterTimeOut_repeatsItHourlyAndKeepsTheReason() {
        world.withSnapshotStore(NeverEndingStores.blocking(world.snapshots));
        world.arrive("demo", MONDAY, Fixtures.whole());
        world.clock.moveTo("2026-11-23T02:56:00Z");
        world.sweepOnly();
        assertEquals(List.of(), world.requested);
        world.clock.moveTo("2026-11-23T03:10:00Z");
        world.sweepOnly();
        assertEquals(List.of(VerifierWorld.key("demo", MONDAY)), world.requested);
        assertTrue(world.status("demo").observations().newest().isTimedOut());
        world.runRequests();
        world.clock.moveTo("2026-11-23T03:25:00Z");
        world.sweepOnly();
        assertEquals(List.of(), world.requested, "an hour counts from the last try");
        assertEquals(1, world.alerts.published().size(), "the same cause is told once, then daily");
        world.clock.moveTo("2026-11-24T02:11:00Z");
        world.sweepOnly();
        assertEquals(AlertKind.REMINDER, world.alerts.published().get(1).kind());
    }

    @Test
    void handle_nextSnapshotIsRead_tellsTheRecovery() {
        world.withSnapshotStore(NeverEndingStores.blocking(world.snapshots));
        world.arrive("demo", MONDAY, Fixtures.whole());
        world.withSnapshotStore(world.snapshots).withTime(Duration.ofMinutes(5));
        world.clock.moveTo("2026-11-23T09:01:00Z");
        world.arrive("demo", NINE, Fixtures.whole());

        assertEquals(AlertKind.RECOVERY, world.alerts.published().get(1).kind());
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());
    }
}
