package io.vaultsnapshot.verifier.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.InMemoryDocumentStore;
import io.vaultsnapshot.snapshot.store.InMemorySnapshotStore;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import io.vaultsnapshot.snapshot.testing.MovableClock;
import io.vaultsnapshot.snapshot.verification.Deadline;
import io.vaultsnapshot.snapshot.verification.SnapshotVerifier;
import io.vaultsnapshot.verifier.alerts.RecordingAlertSink;
import io.vaultsnapshot.verifier.arrival.ArrivalHandler;
import io.vaultsnapshot.verifier.crypto.CryptoInUse;
import io.vaultsnapshot.verifier.drills.DrillHandler;
import io.vaultsnapshot.verifier.event.VerifierEvent;
import io.vaultsnapshot.verifier.history.Interruptions;
import io.vaultsnapshot.verifier.metrics.RunLog;
import io.vaultsnapshot.verifier.records.RecordsOf;
import io.vaultsnapshot.verifier.records.VerificationRecords;
import io.vaultsnapshot.verifier.replica.ReplicaCheck;
import io.vaultsnapshot.verifier.retention.RetentionOf;
import io.vaultsnapshot.verifier.runs.JobRunDocuments;
import io.vaultsnapshot.verifier.runs.JobRunHandler;
import io.vaultsnapshot.verifier.selftest.AlertPathSelfTest;
import io.vaultsnapshot.verifier.statemachine.Clusters;
import io.vaultsnapshot.verifier.statuses.StatusRepository;
import io.vaultsnapshot.verifier.sweep.FreshnessSweep;
import io.vaultsnapshot.verifier.sweep.OverwriteSweep;
import io.vaultsnapshot.verifier.sweep.SweptStores;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The process ends before and after each thing it does to the bucket or the topic: record write, status write, publish,
 * status clean-up, index write. Lambda then tries the event again, and a sweep comes later. In the end subscribers have
 * heard of every change under exactly one id, and record and status are as if nothing had happened.
 */
class CrashInjectionTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T02:05:00Z");

    /** What the invocation that crashes is about, and what is to be told for it. */
    private enum Scenario {
        CORRUPT_ARRIVES(ClusterState.INVALID, AlertKind.PROBLEM),
        GOOD_ARRIVES_AFTER_CORRUPT(ClusterState.HEALTHY, AlertKind.RECOVERY),
        SNAPSHOT_IS_MISSING(ClusterState.STALE, AlertKind.PROBLEM),
        EVENT_OF_CORRUPT_WAS_LOST(ClusterState.INVALID, AlertKind.PROBLEM),
        STALE_FOR_A_DAY(ClusterState.STALE, AlertKind.REMINDER),
        OTHER_BYTES_ARE_WRITTEN(ClusterState.INVALID, AlertKind.PROBLEM),
        FIRST_OF_TWO_VERSIONS_WAS_NOT_JUDGED(ClusterState.INVALID, AlertKind.PROBLEM);

        private final ClusterState state;
        private final AlertKind kind;

        Scenario(ClusterState state, AlertKind kind) {
            this.state = state;
            this.kind = kind;
        }
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void handle_processEndsAnywhere_endsRightAfterTheRetry(Scenario scenario) throws CorruptDocumentException {
        World undisturbed = new World();
        VerifierEvent event = undisturbed.prepare(scenario);
        undisturbed.interruptions.plan(Map.of());
        undisturbed.handle(event);
        int points = undisturbed.interruptions.points();
        assertTrue(points >= 8, () -> "only " + points + " points");
        for (int point = 0; point < points; point++) {
            World world = new World();
            VerifierEvent again = world.prepare(scenario);
            int before = world.subscribers.published().size();
            world.interruptions.plan(Map.of(point, World::crash));
            assertTrue(world.endsInACrash(again), "the crash at " + point + " is noticed");
            world.interruptions.plan(Map.of());
            world.handle(again);
            world.handle(new VerifierEvent.SweepDue());
            world.assertEndedRight(scenario, before, "crash at point " + point);
            assertEquals(undisturbed.status().observations(), world.status().observations(), "crash at point " + point);
            assertEquals(undisturbed.records(), world.records(), "crash at point " + point);
        }
    }

    /** One cluster's verifier, interruptible everywhere. */
    private static final class World {
        private final InMemoryDocumentStore documents = new InMemoryDocumentStore();
        private final InMemorySnapshotStore snapshots = new InMemorySnapshotStore();
        private final RecordingAlertSink subscribers = new RecordingAlertSink();
        private final MovableClock clock = new MovableClock(MONDAY.plusSeconds(60));
        private final Interruptions interruptions = new Interruptions();
        private final List<RecordKey> requested = new ArrayList<>();
        private final Verifier verifier;

        World() {
            SnapshotSettings settings = Clusters.settings("demo");
            DocumentStore store = interruptions.around(documents);
            StatusRepository statuses = new StatusRepository(store, interruptions.around(subscribers), clock);
            VerificationRecords records = RecordsOf.of(store, clock);
            SnapshotVerifier reader = new SnapshotVerifier(snapshots, clock);
            ArrivalHandler arrival =
                    new ArrivalHandler(reader, snapshots, records, statuses, interruptions.around(subscribers), clock);
            FreshnessSweep sweep = new FreshnessSweep(
                    settings,
                    new SweptStores(snapshots, store, ReplicaCheck.NONE),
                    records,
                    requested::add,
                    statuses,
                    clock);
            AlertPathSelfTest selfTest = new AlertPathSelfTest(snapshots::put, reader, subscribers, clock);
            verifier = new Verifier(
                    settings,
                    "snapshots",
                    new Verifier.Arrivals(
                            arrival,
                            new DrillHandler(snapshots, records, statuses, clock),
                            new JobRunHandler(new JobRunDocuments(snapshots, clock), statuses, clock)),
                    new Verifier.Sweeps(
                            sweep,
                            new OverwriteSweep(settings, snapshots, store, records, requested::add, statuses, clock),
                            RetentionOf.sweep(settings, store, snapshots, clock)),
                    selfTest,
                    clock,
                    new RunLog(
                            new PrintStream(OutputStream.nullOutputStream()), "snapshots", CryptoInUse.asConfigured()));
        }

        VerifierEvent prepare(Scenario scenario) {
            handle(arrival(MONDAY, Fixtures.whole()));
            switch (scenario) {
                case CORRUPT_ARRIVES -> {
                    clock.moveTo("2026-11-23T09:01:00Z");
                    return arrival(Instant.parse("2026-11-23T09:00:00Z"), Fixtures.truncated());
                }
                case GOOD_ARRIVES_AFTER_CORRUPT -> {
                    clock.moveTo("2026-11-23T09:01:00Z");
                    handle(arrival(Instant.parse("2026-11-23T09:00:00Z"), Fixtures.truncated()));
                    clock.moveTo("2026-11-23T10:01:00Z");
                    return arrival(Instant.parse("2026-11-23T10:00:00Z"), Fixtures.whole());
                }
                case SNAPSHOT_IS_MISSING -> {
                    clock.moveTo("2026-11-24T02:41:00Z");
                    return new VerifierEvent.SweepDue();
                }
                case EVENT_OF_CORRUPT_WAS_LOST -> {
                    clock.moveTo("2026-11-24T02:41:00Z");
                    arrival(Instant.parse("2026-11-24T02:05:00Z"), Fixtures.truncated());
                    return new VerifierEvent.SweepDue();
                }
                case STALE_FOR_A_DAY -> {
                    clock.moveTo("2026-11-24T02:41:00Z");
                    handle(new VerifierEvent.SweepDue());
                    clock.moveTo("2026-11-25T02:41:00Z");
                    return new VerifierEvent.SweepDue();
                }
                case OTHER_BYTES_ARE_WRITTEN -> {
                    return arrival(MONDAY, Fixtures.truncated());
                }
                case FIRST_OF_TWO_VERSIONS_WAS_NOT_JUDGED -> {
                    clock.moveTo("2026-11-23T09:01:00Z");
                    arrival(Instant.parse("2026-11-23T09:00:00Z"), Fixtures.whole());
                    return arrival(Instant.parse("2026-11-23T09:00:00Z"), Fixtures.truncated());
                }
            }
            throw new AssertionError(scenario);
        }

        void handle(VerifierEvent event) {
            verifier.handle(event, Deadline.in(Duration.ofMinutes(5)));
            List<RecordKey> asked = List.copyOf(requested);
            requested.clear();
            asked.forEach(key -> handle(VerifierEvent.ObjectCreated.of("snapshots", key)));
        }

        boolean endsInACrash(VerifierEvent event) {
            try {
                handle(event);
                return false;
            } catch (Interruptions.Crash endOfProcess) {
                return true;
            }
        }

        private static void crash() {
            throw new Interruptions.Crash();
        }

        void assertEndedRight(Scenario scenario, int before, String when) throws CorruptDocumentException {
            List<Alert> all = subscribers.published();
            Set<Alert> told = new LinkedHashSet<>(all.subList(before, all.size()));
            assertEquals(1, told.stream().map(Alert::id).distinct().count(), () -> when + ": " + told);
            assertEquals(1, told.size(), () -> when + ": one id is one alert: " + told);
            assertEquals(scenario.kind, told.iterator().next().kind(), when);
            assertTrue(all.size() - before <= 2, () -> when + ": told " + (all.size() - before) + " times");
            assertEquals(scenario.state, status().state(), when);
            assertEquals(List.of(), status().undelivered(), when);
        }

        ClusterStatus status() throws CorruptDocumentException {
            return ClusterStatus.of(
                    documents.read(StatusKey.of("demo")).orElseThrow().fields());
        }

        Set<String> records() {
            return documents.list(SnapshotKey.RECORD_ROOT).stream()
                    .map(record -> record.key() + " " + record.etag())
                    .collect(Collectors.toSet());
        }

        private VerifierEvent arrival(Instant takenAt, byte[] bytes) {
            String key = new SnapshotKey("demo", takenAt).format();
            return new VerifierEvent.ObjectCreated("snapshots", key, snapshots.put(key, bytes));
        }
    }
}
