package io.vaultsnapshot.verifier.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.snapshot.custody.RecordChain;
import io.vaultsnapshot.snapshot.custody.RecordSigner;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.seal.SealKeyCheck;
import io.vaultsnapshot.snapshot.seal.SealKeysByArn;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.InMemoryDocumentStore;
import io.vaultsnapshot.snapshot.store.InMemorySnapshotStore;
import io.vaultsnapshot.snapshot.store.SnapshotStore;
import io.vaultsnapshot.snapshot.store.SnapshotTags;
import io.vaultsnapshot.snapshot.store.VersionListing;
import io.vaultsnapshot.snapshot.testing.MovableClock;
import io.vaultsnapshot.snapshot.verification.Deadline;
import io.vaultsnapshot.snapshot.verification.SnapshotVerifier;
import io.vaultsnapshot.verifier.alerts.RecordingAlertSink;
import io.vaultsnapshot.verifier.arrival.ArrivalHandler;
import io.vaultsnapshot.verifier.crypto.CryptoInUse;
import io.vaultsnapshot.verifier.drills.DrillHandler;
import io.vaultsnapshot.verifier.event.VerifierEvent;
import io.vaultsnapshot.verifier.metrics.RunLog;
import io.vaultsnapshot.verifier.records.VerificationRecords;
import io.vaultsnapshot.verifier.replica.ReplicaCheck;
import io.vaultsnapshot.verifier.requests.VerificationRequests;
import io.vaultsnapshot.verifier.retention.ClusterRetention;
import io.vaultsnapshot.verifier.retention.RetentionOf;
import io.vaultsnapshot.verifier.runs.JobRunDocuments;
import io.vaultsnapshot.verifier.runs.JobRunHandler;
import io.vaultsnapshot.verifier.selftest.AlertPathSelfTest;
import io.vaultsnapshot.verifier.statemachine.Clusters;
import io.vaultsnapshot.verifier.statuses.StatusRepository;
import io.vaultsnapshot.verifier.sweep.FreshnessSweep;
import io.vaultsnapshot.verifier.sweep.OverwriteSweep;
import io.vaultsnapshot.verifier.sweep.RetentionSweep;
import io.vaultsnapshot.verifier.sweep.SweptStores;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The verifier with everything around it in memory. The clock stands at Monday 2026-11-23, 02:10 UTC. */
public final class VerifierWorld {
    public static final String BUCKET = "snapshots";

    public final InMemorySnapshotStore snapshots = new InMemorySnapshotStore();
    public final InMemoryDocumentStore documents = new InMemoryDocumentStore();
    public final RecordingAlertSink alerts = new RecordingAlertSink();
    public final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T02:10:00Z"));
    public final List<RecordKey> requested = Collections.synchronizedList(new ArrayList<>());
    final SealKeysByArn sealKeys = new SealKeysByArn();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private SnapshotSettings settings = Clusters.settings("demo");
    private SnapshotStore snapshotStore = snapshots;
    private DocumentStore documentStore = documents;
    private SnapshotTags tags = snapshots;
    private VersionListing copies = snapshots;
    private VerificationRequests requests = requested::add;
    private Duration time = Duration.ofMinutes(5);

    public VerifierWorld withClusters(String... names) {
        settings = Clusters.settings(names);
        return this;
    }

    public VerifierWorld withSettings(SnapshotSettings others) {
        settings = others;
        return this;
    }

    /** Gives the cluster demo one more setting. */
    public VerifierWorld withSettings(Map<String, Object> more) {
        settings = Clusters.settings(List.of(Clusters.cluster("demo", more)));
        return this;
    }

    public VerifierWorld withSnapshotStore(SnapshotStore store) {
        snapshotStore = store;
        return this;
    }

    /** Lists the replica's bucket in another way than from the one in memory. */
    public VerifierWorld withReplica(VersionListing listing) {
        copies = listing;
        return this;
    }

    public VerifierWorld withTags(SnapshotTags others) {
        tags = others;
        return this;
    }

    public VerifierWorld withRequests(VerificationRequests others) {
        requests = others;
        return this;
    }

    /** Gives every run so much time until its deadline. */
    public VerifierWorld withTime(Duration untilDeadline) {
        time = untilDeadline;
        return this;
    }

    public VerifierWorld withDocumentStore(DocumentStore store) {
        documentStore = store;
        return this;
    }

    /** Puts a snapshot without an event; returns its version. */
    public String put(String cluster, String takenAt, byte[] bytes) {
        return snapshots.put(key(cluster, takenAt).format(), bytes);
    }

    /** Puts a snapshot and delivers its event. */
    public void arrive(String cluster, String takenAt, byte[] bytes) {
        String version = put(cluster, takenAt, bytes);
        deliver(cluster, takenAt, version);
    }

    public void deliver(String cluster, String takenAt, String version) {
        handle(new VerifierEvent.ObjectCreated(BUCKET, key(cluster, takenAt).format(), version));
    }

    /** Sweeps, and then runs what the sweep asked for, as Lambda does. */
    public void sweep() {
        sweepOnly();
        runRequests();
    }

    /** Sweeps. What it asks for stays in {@link #requested}. */
    public void sweepOnly() {
        handle(new VerifierEvent.SweepDue());
    }

    /** Runs the verifications that were asked for. */
    public void runRequests() {
        List<RecordKey> asked = List.copyOf(requested);
        requested.clear();
        asked.forEach(key -> handle(VerifierEvent.ObjectCreated.of(BUCKET, key)));
    }

    public void handle(VerifierEvent event) {
        log.reset();
        StatusRepository statuses = new StatusRepository(documentStore, alerts, clock);
        RecordChain chain = new RecordChain(documentStore, RecordSigner.NONE);
        VerificationRecords records = new VerificationRecords(documentStore, chain, new SealKeyCheck(sealKeys), clock);
        SnapshotVerifier verifier = new SnapshotVerifier(snapshotStore, clock);
        ArrivalHandler arrival = new ArrivalHandler(verifier, snapshots, records, statuses, alerts, clock);
        DrillHandler drills = new DrillHandler(snapshotStore, records, statuses, clock);
        JobRunHandler jobRuns = new JobRunHandler(new JobRunDocuments(snapshotStore, clock), statuses, clock);
        SweptStores stores = new SweptStores(snapshotStore, documentStore, replica());
        FreshnessSweep sweep = new FreshnessSweep(settings, stores, records, requests, statuses, clock);
        OverwriteSweep overwrites =
                new OverwriteSweep(settings, snapshots, documentStore, records, requests, statuses, clock);
        ClusterRetention retention = RetentionOf.of(documentStore, snapshots, tags, clock);
        AlertPathSelfTest selfTest = new AlertPathSelfTest(snapshots::put, verifier, alerts, clock);
        new Verifier(
                        settings,
                        BUCKET,
                        new Verifier.Arrivals(arrival, drills, jobRuns),
                        new Verifier.Sweeps(sweep, overwrites, new RetentionSweep(settings, retention, clock)),
                        selfTest,
                        clock,
                        new RunLog(new PrintStream(log, true, UTF_8), BUCKET, CryptoInUse.asConfigured()))
                .handle(event, Deadline.in(time));
    }

    private ReplicaCheck replica() {
        return settings.replica().map(given -> ReplicaCheck.of(copies, given)).orElse(ReplicaCheck.NONE);
    }

    /** Returns the line that the last run printed about itself. */
    public Map<String, Object> lastRun() {
        return printed().get(0);
    }

    /** Returns what the last run printed about a group, a state or a cluster. */
    public Map<String, Object> lastRunOf(String dimension, String which) {
        return printed().stream()
                .filter(line -> which.equals(line.get(dimension)))
                .findFirst()
                .orElseThrow();
    }

    /** Returns all lines that the last run printed. */
    List<Map<String, Object>> printed() {
        return log.toString(UTF_8)
                .lines()
                .map(line -> {
                    try {
                        return Json.read(line);
                    } catch (IOException notJson) {
                        throw new AssertionError(line, notJson);
                    }
                })
                .toList();
    }

    public ClusterStatus status(String cluster) {
        return ClusterStatus.of(document(StatusKey.of(cluster)));
    }

    public VerificationRecord record(String cluster, String takenAt) {
        return VerificationRecord.of(document(key(cluster, takenAt).recordKey()));
    }

    public Map<String, Object> document(String key) {
        try {
            return documents.read(key).orElseThrow().fields();
        } catch (CorruptDocumentException corrupt) {
            throw new AssertionError(corrupt);
        }
    }

    public static SnapshotKey key(String cluster, String takenAt) {
        return new SnapshotKey(cluster, Instant.parse(takenAt));
    }
}
