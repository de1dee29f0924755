package io.vaultsnapshot.cli.status;

import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.report.reading.Parallel;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.SnapshotStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredDocument;
import io.vaultsnapshot.snapshot.store.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Reads the history of one cluster. */
public final class HistoryReader {
    /** How many snapshots are shown. */
    static final int SNAPSHOTS = 30;
    /** How many restore drills are shown. */
    static final int DRILLS = 10;

    /** A month of records is read in the time of four. */
    private static final int READS_AT_ONCE = 8;
    /** S3 lists oldest first only, so the list begins near the end, and further back when that is not enough. */
    private static final List<Duration> LOOKS_BACK =
            List.of(Duration.ofDays(3), Duration.ofDays(40), Duration.ofDays(4000));

    private final SnapshotStore objects;
    private final DocumentStore documents;

    /** Reads from a bucket. */
    public HistoryReader(SnapshotStore objects, DocumentStore documents) {
        this.objects = objects;
        this.documents = documents;
    }

    /**
     * Reads the history of a cluster.
     *
     * @return the history, or empty when the verifier has no status of that cluster
     * @throws StoreUnavailableException if the bucket could not be read
     */
    public Optional<ClusterHistory> read(String cluster, Instant now) throws StoreUnavailableException {
        Optional<ClusterStatus> status = document(StatusKey.of(cluster), ClusterStatus::of);
        if (status.isEmpty()) {
            return Optional.empty();
        }
        List<StoredObject> snapshots = last(
                SNAPSHOTS,
                SnapshotKey.prefix(cluster),
                now,
                time -> new SnapshotKey(cluster, time).format(),
                key -> SnapshotKey.parse(key).isPresent());
        List<StoredObject> drills = last(
                DRILLS,
                SnapshotKey.recordPrefix(cluster) + "drill_",
                now,
                time -> new DrillKey(cluster, time).recordKey(),
                key -> DrillKey.ofRecord(key).isPresent());
        ExecutorService workers = Executors.newFixedThreadPool(READS_AT_ONCE);
        try {
            return Optional.of(new ClusterHistory(
                    status.get(),
                    Parallel.each(workers, snapshots, this::seen),
                    Parallel.each(workers, drills, object -> document(object.key(), DrillRecord::of)).stream()
                            .flatMap(Optional::stream)
                            .toList(),
                    now));
        } finally {
            workers.shutdownNow();
        }
    }

    private SeenSnapshot seen(StoredObject object) throws StoreUnavailableException {
        SnapshotKey key = SnapshotKey.parse(object.key()).orElseThrow();
        Optional<VerificationRecord> record = document(key.recordKey(), VerificationRecord::of);
        return new SeenSnapshot(key, record.map(VerificationRecord::bytes).orElse(object.size()), record.orElse(null));
    }

    /** Returns the last objects, newest first. */
    private List<StoredObject> last(
            int count, String prefix, Instant now, Function<Instant, String> keyAt, Function<String, Boolean> isOurs)
            throws StoreUnavailableException {
        List<StoredObject> found = List.of();
        for (Duration back : LOOKS_BACK) {
            found = objects.list(prefix, keyAt.apply(now.minus(back))).stream()
                    .filter(object -> isOurs.apply(object.key()))
                    .toList();
            if (found.size() >= count) {
                break;
            }
        }
        List<StoredObject> newestFirst = new ArrayList<>(found);
        Collections.reverse(newestFirst);
        return newestFirst.subList(0, Math.min(count, newestFirst.size()));
    }

    private <T> Optional<T> document(String key, Function<Map<?, ?>, T> reader) throws StoreUnavailableException {
        try {
            return documents.read(key).map(StoredDocument::fields).map(reader);
        } catch (CorruptDocumentException | DocumentException damaged) {
            throw new StoreUnavailableException(key + " cannot be read: " + damaged.getMessage(), damaged);
        }
    }
}
