package io.vaultsnapshot.verifier.statuses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.snapshot.store.CommitListener;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.InMemoryDocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.verifier.alerts.AlertNotPublishedException;
import io.vaultsnapshot.verifier.alerts.AlertSink;
import io.vaultsnapshot.verifier.alerts.Alerts;
import io.vaultsnapshot.verifier.alerts.RecordingAlertSink;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StatusRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-11-23T02:10:00Z");
    private static final ClusterStatus MINE = ClusterStatus.firstSeen("demo", NOW);
    private static final ClusterStatus THEIRS = ClusterStatus.firstSeen("demo", NOW.minusSeconds(60));

    private final InMemoryDocumentStore documents = new InMemoryDocumentStore();
    private final StatusRepository keeper =
            new StatusRepository(documents, new RecordingAlertSink(), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void change_somebodyElseWroteMeanwhile_decidesAnewOnTheirs() throws StoreUnavailableException {
        AtomicInteger calls = new AtomicInteger();
        StoredStatus stored = keeper.change(
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
    void change_alwaysSomebodyElse_givesUpAsUnavailable() {
        AtomicInteger calls = new AtomicInteger();
        assertThrows(
                StoreUnavailableException.class,
                () -> keeper.change(
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
    void change_nobodyTakesTheChange_isNeitherStoredNorOwed() throws StoreUnavailableException {
        RecordingAlertSink topic = new RecordingAlertSink();
        List<String> writes = new ArrayList<>();
        StatusRepository withoutBus = new StatusRepository(
                new CommitListener(documents, (key, document) -> writes.add(key)),
                forPeopleOnly(topic),
                Clock.fixed(NOW, ZoneOffset.UTC));
        documents.overwrite(StatusKey.of("demo"), owing(AlertKind.CHANGE).toMap());
        StoredStatus stored = withoutBus.change("demo", status -> owing(AlertKind.CHANGE), new RunMetrics());
        assertEquals(List.of(), stored.status().undelivered());
        assertEquals("cluster-status/1.1", stored.status().toMap().get("schema"));
        assertEquals(
                1, writes.size(), "one that was stored while there was a bus goes away, and nothing else is written");
        assertEquals(List.of(), topic.taken());
    }

    @Test
    void change_firstOfTwoIsRefused_secondIsDeliveredAndOnlyTheFirstStaysOwed() throws CorruptDocumentException {
        RecordingAlertSink sink = new RecordingAlertSink();
        sink.refuseNext(1);
        StatusRepository statuses = new StatusRepository(documents, sink, Clock.fixed(NOW, ZoneOffset.UTC));
        ClusterStatus both = owing(AlertKind.CHANGE, AlertKind.PROBLEM);
        assertThrows(AlertNotPublishedException.class, () -> statuses.change("demo", status -> both, new RunMetrics()));
        assertEquals(List.of(both.undelivered().get(1)), sink.taken());
        ClusterStatus after = ClusterStatus.of(
                documents.read(StatusKey.of("demo")).orElseThrow().fields());
        assertEquals(List.of(both.undelivered().get(0)), after.undelivered());
    }

    private static ClusterStatus owing(AlertKind... kinds) {
        return MINE.withUndelivered(Stream.of(kinds)
                .map(kind -> Alerts.alert("demo", ClusterState.NEVER, kind))
                .toList());
    }

    private static AlertSink forPeopleOnly(AlertSink topic) {
        return new AlertSink() {
            @Override
            public boolean takes(AlertKind kind) {
                return kind.isForPeople();
            }

            @Override
            public void publish(Alert alert) {
                topic.publish(alert);
            }
        };
    }

    @Test
    void change_stepChangesNothing_writesNothing() throws StoreUnavailableException {
        String etag = documents.overwrite(StatusKey.of("demo"), THEIRS.toMap());
        assertEquals(
                etag, keeper.change("demo", status -> status, new RunMetrics()).etag());
    }
}
