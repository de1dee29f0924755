package io.vaultsnapshot.verifier.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.retention.LedgerEntry;
import io.vaultsnapshot.contract.retention.Retention;
import io.vaultsnapshot.contract.retention.RetentionLedger;
import io.vaultsnapshot.snapshot.store.SnapshotTags;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import io.vaultsnapshot.snapshot.verification.Deadline;
import io.vaultsnapshot.verifier.event.VerifierEvent;
import io.vaultsnapshot.verifier.handler.VerifierWorld;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import io.vaultsnapshot.verifier.statemachine.Clusters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run for which there is too little time stops, and the next one goes on. */
@Timeout(60)
class ClusterRetentionTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant NOW = Instant.parse("2026-11-23T02:10:00Z");
    /** Snapshots that are so old that they may go. */
    private static final int OLD = 10;

    private static final int IN_TIME = 3;

    private final VerifierWorld world = new VerifierWorld();
    private final List<String> asked = new ArrayList<>();
    private Retention retention = new Retention(Duration.ofDays(7), Map.of(), 1);

    @BeforeEach
    void storeSnapshots() {
        for (int days = OLD + 20; days > 20; days--) {
            arrive(NOW.minus(DAY.multipliedBy(days)), Fixtures.named("openbao-2.6.2-awskms.snap"));
        }
        arrive(NOW.minus(Duration.ofMinutes(5)), Fixtures.named("openbao-2.6.2-awskms.snap"));
    }

    @Test
    void run_timeEndsWhileItMarks_stopsThere_andTheNextRunMarksTheRest() {
        runWithTimeFor(IN_TIME);
        assertEquals(IN_TIME, asked.size());
        assertEquals(IN_TIME, world.snapshots.marked().size());
        List<String> decisions = decisions();
        assertEquals(1, decisions.size());

        asked.clear();
        run(Deadline.in(DAY));
        assertEquals(OLD, world.snapshots.marked().size());
        assertEquals(decisions, decisions(), "what was decided is not decided again");
    }

    @Test
    void run_timeEndsWhileItTakesMarksOff_stopsThere_andTheNextRunTakesOffTheRest() {
        run(Deadline.in(DAY));
        assertEquals(OLD, world.snapshots.marked().size());
        arrive(NOW, Fixtures.truncated());

        asked.clear();
        runWithTimeFor(IN_TIME);
        assertEquals(IN_TIME, asked.size());
        assertEquals(OLD - IN_TIME, world.snapshots.marked().size());
        assertEquals(OLD - IN_TIME, superseded(), "the ledger still knows which ones have the mark");

        asked.clear();
        run(Deadline.in(DAY));
        assertEquals(OLD - IN_TIME, asked.size());
        assertTrue(world.snapshots.marked().isEmpty());
        assertEquals(0, superseded());
        assertEquals(3, decisions().size(), "each of the three runs wrote down what it did");
    }

    @Test
    void run_noTimeIsLeft_readsNoRecordAndDecidesNothing_andTheNextRunDecides() {
        run(Deadline.in(Duration.ZERO));
        assertEquals(List.of(), ledger().entries());
        assertEquals(List.of(), asked);
        assertEquals(List.of(), decisions());

        run(Deadline.in(DAY));
        assertEquals(OLD, world.snapshots.marked().size());
    }

    @Test
    void run_allRecordsAreKnownAndNoTimeIsLeft_decidesNothingThatItCouldNotCarryOut() {
        Retention shorter = retention;
        retention = new Retention(Duration.ofDays(60), Map.of(), 1);
        run(Deadline.in(DAY));
        assertEquals(OLD + 1, ledger().entries().size());

        retention = shorter;
        run(Deadline.in(Duration.ZERO));
        assertEquals(List.of(), decisions());
        assertEquals(0, superseded());
    }

    private void arrive(Instant at, byte[] bytes) {
        world.clock.moveTo(at.toString());
        SnapshotKey key = new SnapshotKey("demo", at);
        String version = world.snapshots.put(key.format(), bytes, Map.of(), at);
        world.handle(new VerifierEvent.ObjectCreated(VerifierWorld.BUCKET, key.format(), version));
        world.clock.moveTo(NOW.toString());
    }

    /** Runs it with time for so many changes of tags: the last of them takes all that is left. */
    private void runWithTimeFor(int changes) {
        Deadline deadline = Deadline.in(Duration.ofSeconds(3));
        run(deadline, () -> {
            while (asked.size() == changes && !deadline.isPassed()) {
                LockSupport.parkNanos(deadline.left().toNanos());
            }
        });
    }

    private void run(Deadline deadline) {
        run(deadline, () -> {});
    }

    private void run(Deadline deadline, Runnable afterEachChange) {
        SnapshotTags tags = new SnapshotTags() {
            @Override
            public void mark(String key, String versionId) {
                world.snapshots.mark(key, versionId);
                asked.add(key);
                afterEachChange.run();
            }

            @Override
            public void unmark(String key, String versionId) {
                world.snapshots.unmark(key, versionId);
                asked.add(key);
                afterEachChange.run();
            }
        };
        try {
            RetentionOf.of(world.documents, world.snapshots, tags, world.clock)
                    .run(Clusters.cluster("demo"), retention, deadline, new RunMetrics());
        } catch (StoreUnavailableException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private long superseded() {
        return ledger().entries().stream().filter(LedgerEntry::superseded).count();
    }

    private RetentionLedger ledger() {
        return RetentionLedger.of(world.document(StatusKey.retentionOf("demo")));
    }

    private List<String> decisions() {
        return world.documents.list(SnapshotKey.recordPrefix("demo")).stream()
                .map(object -> object.key())
                .filter(key -> key.contains("retention"))
                .toList();
    }
}
