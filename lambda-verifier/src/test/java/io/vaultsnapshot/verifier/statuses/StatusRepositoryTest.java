package io.vaultsnapshot.verifier.statuses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.InMemoryDocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.verifier.alerts.AlertNotPublishedException;
import io.vaultsnapshot.verifier.alerts.DecidedAlerts;
import io.vaultsnapshot.verifier.alerts.RecordingAlertSink;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StatusRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-11-23T02:10:00Z");
    private static final ClusterStatus MINE = ClusterStatus.firstSeen("demo", NOW);
    private static final ClusterStatus THEIRS = ClusterStatus.firstSeen("demo", NOW.minusSeconds(60));

    private final InMemoryDocumentStore documents = new InMemoryDocumentStore();
    private final StatusRepository statuses =
            new StatusRepository(documents, new RecordingAlertSink(), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void change_anotherRunWroteMeanwhile_appliesTheStepToItsStatus() throws StoreUnavailableException {
        AtomicInteger calls = new AtomicInteger();
        StoredStatus stored = statuses.change(
                "demo",
                status -> {
                    if (calls.incrementAndGet() == 1) {
                        documents.overwrite(StatusKey.of("demo"), THEIRS.toMap());
                        return MINE;
                    }
                    return status;
                },
                new RunMetrics());
        assertEquals(2, calls.get());
        assertEquals(THEIRS, stored.status());
    }

    @Test
    void change_alwaysAnotherRun_givesUpAsUnavailable() {
        AtomicInteger calls = new AtomicInteger();
        assertThrows(
                StoreUnavailableException.class,
                () -> statuses.change(
                        "demo",
                        status -> {
                            ClusterStatus other =
                                    ClusterStatus.firstSeen("demo", NOW.minusSeconds(calls.incrementAndGet()));
                            documents.overwrite(StatusKey.of("demo"), other.toMap());
                            return MINE;
                        },
                        new RunMetrics()));
    }

    @Test
    void change_firstOfTwoIsRefused_secondIsDeliveredAndOnlyTheFirstStays() throws CorruptDocumentException {
        RecordingAlertSink sink = new RecordingAlertSink();
        sink.refuseNext(1);
        StatusRepository refused = new StatusRepository(documents, sink, Clock.fixed(NOW, ZoneOffset.UTC));
        ClusterStatus both = MINE.withUndelivered(List.of(
                DecidedAlerts.of("demo", Cause.SNAPSHOT_CORRUPT, AlertKind.PROBLEM),
                DecidedAlerts.of("demo", Cause.SNAPSHOT_CORRUPT, AlertKind.REMINDER)));
        assertThrows(AlertNotPublishedException.class, () -> refused.change("demo", status -> both, new RunMetrics()));
        assertEquals(List.of(both.undelivered().get(1)), sink.published());
        ClusterStatus after = ClusterStatus.of(
                documents.read(StatusKey.of("demo")).orElseThrow().fields());
        assertEquals(List.of(both.undelivered().get(0)), after.undelivered());
    }

    @Test
    void change_stepChangesNothing_writesNothing() throws StoreUnavailableException {
        String etag = documents.overwrite(StatusKey.of("demo"), THEIRS.toMap());
        assertEquals(
                etag,
                statuses.change("demo", status -> status, new RunMetrics()).etag());
    }
}
