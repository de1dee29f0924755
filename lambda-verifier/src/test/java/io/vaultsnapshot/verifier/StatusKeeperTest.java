package io.vaultsnapshot.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vaultsnapshot.contract.StatusKey;
import io.vaultsnapshot.contract.document.ClusterStatus;
import io.vaultsnapshot.verifier.alert.RecordingAlertSink;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import io.vaultsnapshot.verifier.store.InMemoryDocumentStore;
import io.vaultsnapshot.verifier.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StatusKeeperTest {
    private static final Instant NOW = Instant.parse("2026-11-23T02:10:00Z");
    private static final ClusterStatus MINE = ClusterStatus.firstSeen("demo", NOW);
    private static final ClusterStatus THEIRS = ClusterStatus.firstSeen("demo", NOW.minusSeconds(60));

    private final InMemoryDocumentStore documents = new InMemoryDocumentStore();
    private final StatusKeeper keeper =
            new StatusKeeper(documents, new RecordingAlertSink(), Clock.fixed(NOW, ZoneOffset.UTC));

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
    void change_stepChangesNothing_writesNothing() throws StoreUnavailableException {
        String etag = documents.overwrite(StatusKey.of("demo"), THEIRS.toMap());
        assertEquals(
                etag, keeper.change("demo", status -> status, new RunMetrics()).etag());
    }
}
