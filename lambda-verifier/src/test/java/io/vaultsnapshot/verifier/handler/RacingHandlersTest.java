package io.vaultsnapshot.verifier.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.snapshot.custody.AuditCode;
import io.vaultsnapshot.snapshot.custody.AuditFinding;
import io.vaultsnapshot.snapshot.custody.AuditReport;
import io.vaultsnapshot.snapshot.custody.CustodyAudit;
import io.vaultsnapshot.snapshot.store.InMemorySnapshotStore;
import io.vaultsnapshot.snapshot.store.S3DocumentStore;
import io.vaultsnapshot.snapshot.store.S3MockServer;
import io.vaultsnapshot.snapshot.store.S3SnapshotStore;
import io.vaultsnapshot.snapshot.store.S3VersionListing;
import io.vaultsnapshot.snapshot.store.SnapshotStore;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import io.vaultsnapshot.snapshot.testing.MovableClock;
import io.vaultsnapshot.snapshot.verification.Deadline;
import io.vaultsnapshot.snapshot.verification.SnapshotVerifier;
import io.vaultsnapshot.verifier.arrival.ArrivalHandler;
import io.vaultsnapshot.verifier.crypto.CryptoInUse;
import io.vaultsnapshot.verifier.drills.DrillHandler;
import io.vaultsnapshot.verifier.event.VerifierEvent;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Two handlers, each with its own stores, on one bucket of a real S3 API: the same event at both at the same moment, again
 * and again, bad and good in turn, with a sweep thrown in. One change has one id, whichever handler decided it.
 */
@Timeout(120)
class RacingHandlersTest {
    private static final int ROUNDS = 12;
    private static final Instant BEGIN = Instant.parse("2026-11-23T09:00:00Z");

    private final String bucket = S3MockServer.newVersionedBucket();
    private final MovableClock clock = new MovableClock(BEGIN);
    private final List<Alert> published = new ArrayList<>();

    @Test
    void handle_sameEventAtTwoHandlersAtOnce_everyChangeHasOneId() throws Exception {
        Verifier one = handler();
        Verifier other = handler();
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                VerifierEvent event = put(BEGIN.plusSeconds(60L * round), round % 2 == 0);
                clock.moveTo(BEGIN.plusSeconds(60L * round + 30).toString());
                List<Future<?>> both = List.of(
                        threads.submit(() -> handle(one, event, start)),
                        threads.submit(() -> handle(other, event, start)));
                for (Future<?> each : both) {
                    each.get();
                }
                one.handle(new VerifierEvent.SweepDue(), time());
                assertToldOnce(round);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each handler gets the event of one version. In S3's order the first one counts, whichever is read first. */
    @Test
    void handle_twoVersionsOfOneKeyAtOnce_theFirstCountsAndTheOtherIsALinkOfTheChain() throws Exception {
        Verifier one = handler();
        Verifier other = handler();
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        S3DocumentStore documents = new S3DocumentStore(S3MockServer.client(), bucket);
        try {
            for (int round = 0; round < ROUNDS / 2; round++) {
                Instant takenAt = BEGIN.plusSeconds(60L * round);
                VerifierEvent.ObjectCreated first = put(takenAt, false);
                VerifierEvent.ObjectCreated second = put(takenAt, true);
                clock.moveTo(takenAt.plusSeconds(30).toString());
                List<Future<?>> both = List.of(
                        threads.submit(() -> handle(one, first, start)),
                        threads.submit(() -> handle(other, second, start)));
                for (Future<?> each : both) {
                    each.get();
                }
                assertEquals(
                        first.versionId(),
                        documents
                                .read(new SnapshotKey("demo", takenAt).recordKey())
                                .orElseThrow()
                                .fields()
                                .get("versionId"));
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(
                1,
                published.stream()
                        .filter(alert -> alert.kind() == AlertKind.PROBLEM)
                        .map(Alert::id)
                        .distinct()
                        .count());
        AuditReport report = new CustodyAudit(
                        documents, new S3VersionListing(S3MockServer.client(), bucket), (signature, digest) -> true)
                .audit("demo", Instant.now());
        assertEquals(ROUNDS, report.chained(), "each version is one link");
        assertEquals(
                Collections.nCopies(ROUNDS / 2, AuditCode.SNAPSHOT_OVERWRITTEN),
                report.findings().stream().map(AuditFinding::code).toList());
    }

    private void assertToldOnce(int round) throws Exception {
        Map<String, List<Alert>> byId = published.stream().collect(Collectors.groupingBy(Alert::id));
        byId.values().forEach(same -> assertEquals(1, same.stream().distinct().count(), same::toString));
        List<AlertKind> kinds = published.stream().distinct().map(Alert::kind).toList();
        List<AlertKind> expected = new ArrayList<>();
        for (int each = 0; each <= round; each++) {
            expected.add(each % 2 == 0 ? AlertKind.PROBLEM : AlertKind.RECOVERY);
        }
        assertEquals(expected, kinds);
        ClusterStatus status = ClusterStatus.of(new S3DocumentStore(S3MockServer.client(), bucket)
                .read(StatusKey.of("demo"))
                .orElseThrow()
                .fields());
        assertEquals(round % 2 == 0 ? ClusterState.INVALID : ClusterState.HEALTHY, status.state());
        assertEquals(List.of(), status.undelivered());
    }

    private static void handle(Verifier verifier, VerifierEvent event, CyclicBarrier start) {
        try {
            start.await();
            verifier.handle(event, time());
        } catch (InterruptedException | BrokenBarrierException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private VerifierEvent.ObjectCreated put(Instant takenAt, boolean broken) {
        String key = new SnapshotKey("demo", takenAt).format();
        byte[] bytes = broken ? Fixtures.truncated() : Fixtures.whole();
        String version = S3MockServer.client()
                .putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes))
                .versionId();
        return new VerifierEvent.ObjectCreated(bucket, key, version);
    }

    private static Deadline time() {
        return Deadline.in(Duration.ofMinutes(5));
    }

    private Verifier handler() {
        SnapshotSettings settings = Clusters.settings("demo");
        SnapshotStore snapshots = new S3SnapshotStore(S3MockServer.client(), bucket);
        S3DocumentStore documents = new S3DocumentStore(S3MockServer.client(), bucket);
        StatusRepository statuses = new StatusRepository(documents, this::publish, clock);
        VerificationRecords records = RecordsOf.of(documents, clock);
        SnapshotVerifier verifier = new SnapshotVerifier(snapshots, clock);
        S3VersionListing versions = new S3VersionListing(S3MockServer.client(), bucket);
        ArrivalHandler arrival = new ArrivalHandler(verifier, versions, records, statuses, this::publish, clock);
        FreshnessSweep sweep = new FreshnessSweep(
                settings,
                new SweptStores(snapshots, documents, ReplicaCheck.NONE),
                records,
                key -> {},
                statuses,
                clock);
        AlertPathSelfTest selfTest = new AlertPathSelfTest((key, bytes) -> {}, verifier, this::publish, clock);
        return new Verifier(
                settings,
                bucket,
                new Verifier.Arrivals(
                        arrival,
                        new DrillHandler(snapshots, records, statuses, clock),
                        new JobRunHandler(new JobRunDocuments(snapshots, clock), statuses, clock)),
                new Verifier.Sweeps(
                        sweep,
                        new OverwriteSweep(settings, versions, documents, records, key -> {}, statuses, clock),
                        RetentionOf.sweep(settings, documents, new InMemorySnapshotStore(), clock)),
                selfTest,
                clock,
                new RunLog(new PrintStream(OutputStream.nullOutputStream()), bucket, CryptoInUse.asConfigured()));
    }

    private synchronized void publish(Alert alert) {
        published.add(alert);
    }
}
