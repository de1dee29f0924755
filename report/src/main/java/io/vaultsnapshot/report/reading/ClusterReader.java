package io.vaultsnapshot.report.reading;

import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.bucket.RetentionKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.report.facts.ClusterFacts;
import io.vaultsnapshot.report.facts.Custody;
import io.vaultsnapshot.report.facts.ReportPeriod;
import io.vaultsnapshot.snapshot.custody.CustodyAudit;
import io.vaultsnapshot.snapshot.custody.PublicKeySignatureCheck;
import io.vaultsnapshot.snapshot.custody.PublicKeySignatureCheck.PublicKeys;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Reads one cluster's part of a report. */
final class ClusterReader {
    private final ReportBucket bucket;
    private final ReportRequest request;
    private final @Nullable PublicKeys keys;
    private final ExecutorService readers;

    ClusterReader(ReportBucket bucket, ReportRequest request, ExecutorService readers) {
        this.bucket = bucket;
        this.request = request;
        this.keys = request.keys() == null ? null : new SharedPublicKeys(request.keys());
        this.readers = readers;
    }

    /** Returns the cluster's part, or empty when the verifier has no status of it. */
    Optional<ClusterFacts> read(String cluster) throws StoreUnavailableException {
        RememberedDocuments documents = new RememberedDocuments(bucket.documents());
        Optional<ClusterStatus> status = status(documents, cluster);
        if (status.isEmpty()) {
            return Optional.empty();
        }
        List<RecordKey> keysOfPeriod = readAhead(documents, cluster);
        PeriodRecords records = PeriodRecords.of(documents, keysOfPeriod);
        List<StoredObject> stored = stored(cluster);
        return Optional.of(new ClusterFacts(
                status.get(),
                settings(cluster),
                records.backups(stored),
                records.drills(),
                records.retentions(),
                records.unreadable(),
                custody(documents, cluster)));
    }

    /** For the audit all records are read, else those of the period. */
    private List<RecordKey> readAhead(RememberedDocuments documents, String cluster) throws StoreUnavailableException {
        List<RecordKey> all = documents.list(SnapshotKey.recordPrefix(cluster)).stream()
                .flatMap(object -> RecordKey.ofRecord(object.key()).stream())
                .toList();
        List<RecordKey> wanted = all.stream().filter(this::isOfPeriod).toList();
        documents.readAhead(
                (keys == null ? wanted : all).stream().map(RecordKey::recordKey).toList(), readers);
        return wanted;
    }

    private boolean isOfPeriod(RecordKey key) {
        ReportPeriod period = request.origin().period();
        if (key instanceof DrillKey drill) {
            return period.contains(drill.startedAt());
        }
        if (key instanceof RetentionKey retention) {
            return period.contains(retention.decidedAt());
        }
        return key instanceof SnapshotKey snapshot && period.contains(snapshot.takenAt());
    }

    private List<StoredObject> stored(String cluster) throws StoreUnavailableException {
        Instant before = request.origin().period().start().minusSeconds(1);
        return bucket.objects().list(SnapshotKey.prefix(cluster), new SnapshotKey(cluster, before).format()).stream()
                .filter(object ->
                        SnapshotKey.parse(object.key()).filter(this::isOfPeriod).isPresent())
                .toList();
    }

    private Custody custody(RememberedDocuments documents, String cluster) {
        if (keys == null) {
            return new Custody.NotAsked();
        }
        try {
            return new Custody.Checked(new CustodyAudit(documents, bucket.versions(), new PublicKeySignatureCheck(keys))
                    .audit(cluster, request.origin().printedAt()));
        } catch (StoreUnavailableException unavailable) {
            return new Custody.Failed(String.valueOf(unavailable.getMessage()));
        }
    }

    private @Nullable ClusterSettings settings(String cluster) {
        return request.settings() == null
                ? null
                : request.settings().cluster(cluster).orElse(null);
    }

    private static Optional<ClusterStatus> status(RememberedDocuments documents, String cluster)
            throws StoreUnavailableException {
        String key = StatusKey.of(cluster);
        try {
            return documents.read(key).map(document -> ClusterStatus.of(document.fields()));
        } catch (CorruptDocumentException | DocumentException damaged) {
            throw new StoreUnavailableException(key + " cannot be read: " + damaged.getMessage(), damaged);
        }
    }
}
