package io.vaultsnapshot.verifier.selftest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import io.vaultsnapshot.verifier.alerts.AlertNotPublishedException;
import io.vaultsnapshot.verifier.event.VerifierEvent;
import io.vaultsnapshot.verifier.handler.VerifierWorld;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The self-test of the way that alerts take, as far as the function does it. */
class AlertPathSelfTestTest {
    private static final String NOW = "2026-11-23T02:10:00Z";

    private final VerifierWorld world = new VerifierWorld();

    @Test
    void due_plantsASnapshotAndPublishesNothing() {
        world.handle(new VerifierEvent.SelfTestDue());
        assertEquals(
                List.of(VerifierWorld.key(SelfTest.CLUSTER, NOW).format()),
                world.snapshots.list(SelfTest.prefix(), null).stream()
                        .map(object -> object.key())
                        .toList());
        assertEquals(List.of(), world.alerts.published());
    }

    @Test
    void eventOfPlantedSnapshot_isToldAsASelfTest() {
        world.handle(new VerifierEvent.SelfTestDue());
        world.deliver(SelfTest.CLUSTER, NOW, "v1");
        world.deliver(SelfTest.CLUSTER, NOW, "v1");
        Alert alert = world.alerts.published().get(0);
        assertEquals(SelfTest.CLUSTER, alert.cluster());
        assertTrue(alert.selfTest());
        assertEquals(FindingCode.TRUNCATED, alert.findings().get(0).code());
        assertEquals(alert.id(), world.alerts.published().get(1).id(), "delivered twice, told with one id");
        assertTrue(world.documents.list("").isEmpty(), "a self-test leaves no record and no status");
    }

    @Test
    void plantedSnapshotIsFoundIntact_nothingIsToldAndTheRunFails() {
        world.put(SelfTest.CLUSTER, NOW, Fixtures.whole());
        assertThrows(IllegalStateException.class, () -> world.deliver(SelfTest.CLUSTER, NOW, "v1"));
        assertEquals(List.of(), world.alerts.published());
    }

    @Test
    void topicRefuses_theRunFails() {
        world.handle(new VerifierEvent.SelfTestDue());
        world.alerts.refuseNext(1);
        assertThrows(AlertNotPublishedException.class, () -> world.deliver(SelfTest.CLUSTER, NOW, "v1"));
    }

    @Test
    void planted_isTheFirstHalfOfARealSnapshot() throws IOException {
        try (InputStream planted = AlertPathSelfTest.class.getResourceAsStream("self-test.snap")) {
            assertArrayEquals(Fixtures.truncated(), planted.readAllBytes());
        }
    }
}
