package io.vaultsnapshot.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vaultsnapshot.contract.SnapshotKey;
import io.vaultsnapshot.contract.StatusKey;
import io.vaultsnapshot.contract.document.ClusterStatus;
import io.vaultsnapshot.contract.document.VerificationRecord;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.verifier.alert.RecordingAlertSink;
import io.vaultsnapshot.verifier.custody.RecordChain;
import io.vaultsnapshot.verifier.custody.RecordSigner;
import io.vaultsnapshot.verifier.event.VerifierEvent;
import io.vaultsnapshot.verifier.json.Json;
import io.vaultsnapshot.verifier.seal.SealKeysByArn;
import io.vaultsnapshot.verifier.seal.SealWatch;
import io.vaultsnapshot.verifier.status.Clusters;
import io.vaultsnapshot.verifier.store.CorruptDocumentException;
import io.vaultsnapshot.verifier.store.DocumentStore;
import io.vaultsnapshot.verifier.store.InMemoryDocumentStore;
import io.vaultsnapshot.verifier.store.InMemorySnapshotStore;
import io.vaultsnapshot.verifier.store.SnapshotStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The verifier with everything around it in memory. The clock stands at Monday 2026-11-23, 02:10 UTC. */
final class VerifierWorld {
    static final String BUCKET = "snapshots";

    final InMemorySnapshotStore snapshots = new InMemorySnapshotStore();
    final InMemoryDocumentStore documents = new InMemoryDocumentStore();
    final RecordingAlertSink alerts = new RecordingAlertSink();
    final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T02:10:00Z"));
    final SealKeysByArn sealKeys = new SealKeysByArn();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private SnapshotSettings settings = Clusters.settings("demo");
    private SnapshotStore snapshotStore = snapshots;
    private DocumentStore documentStore = documents;

    VerifierWorld withClusters(String... names) {
        settings = Clusters.settings(names);
        return this;
    }

    VerifierWorld withSettings(SnapshotSettings others) {
        settings = others;
        return this;
    }

    /** Gives the cluster demo one more setting. */
    VerifierWorld withSettings(Map<String, Object> more) {
        settings = Clusters.settings(List.of(Clusters.cluster("demo", more)));
        return this;
    }

    VerifierWorld withSnapshotStore(SnapshotStore store) {
        snapshotStore = store;
        return this;
    }

    VerifierWorld withDocumentStore(DocumentStore store) {
        documentStore = store;
        return this;
    }

    /** Puts a snapshot without telling anybody; returns its version. */
    String put(String cluster, String takenAt, byte[] bytes) {
        return snapshots.put(key(cluster, takenAt).format(), bytes);
    }

    /** Puts a snapshot and delivers its event. */
    void arrive(String cluster, String takenAt, byte[] bytes) {
        String version = put(cluster, takenAt, bytes);
        deliver(cluster, takenAt, version);
    }

    void deliver(String cluster, String takenAt, String version) {
        handle(new VerifierEvent.ObjectCreated(BUCKET, key(cluster, takenAt).format(), version));
    }

    void sweep() {
        handle(new VerifierEvent.SweepDue());
    }

    void handle(VerifierEvent event) {
        log.reset();
        StatusKeeper statuses = new StatusKeeper(documentStore, alerts, clock);
        RecordBook records = new RecordBook(
                documentStore, new RecordChain(documentStore, RecordSigner.NONE), new SealWatch(sealKeys), clock);
        SnapshotVerifier verifier = new SnapshotVerifier(snapshotStore, clock);
        SnapshotArrival arrival = new SnapshotArrival(verifier, records, statuses, alerts, clock);
        FreshnessSweep sweep =
                new FreshnessSweep(settings, snapshotStore, documentStore, records, arrival, statuses, clock);
        AlertPathDrill drill = new AlertPathDrill(snapshots::put, verifier, alerts, clock);
        new Verifier(settings, BUCKET, arrival, sweep, drill, clock, new PrintStream(log, true, UTF_8)).handle(event);
    }

    /** Returns the line that the last run printed about itself. */
    Map<String, Object> lastRun() {
        return printed().get(0);
    }

    /** Returns what the last run printed about a group, a state or a cluster. */
    Map<String, Object> lastRunOf(String dimension, String which) {
        return printed().stream()
                .filter(line -> which.equals(line.get(dimension)))
                .findFirst()
                .orElseThrow();
    }

    private List<Map<String, Object>> printed() {
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

    ClusterStatus status(String cluster) {
        return ClusterStatus.of(document(StatusKey.of(cluster)));
    }

    VerificationRecord record(String cluster, String takenAt) {
        return VerificationRecord.of(document(key(cluster, takenAt).recordKey()));
    }

    Map<String, Object> document(String key) {
        try {
            return documents.read(key).orElseThrow().fields();
        } catch (CorruptDocumentException corrupt) {
            throw new AssertionError(corrupt);
        }
    }

    static SnapshotKey key(String cluster, String takenAt) {
        return new SnapshotKey(cluster, Instant.parse(takenAt));
    }
}
