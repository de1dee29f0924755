package io.vaultsnapshot.cli.restore;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredDocument;
import io.vaultsnapshot.snapshot.store.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Chooses the snapshot to restore, by the verifier's documents. */
public final class SnapshotChoice {
    private final DocumentStore documents;
    private final String cluster;

    /** Chooses among the snapshots of a cluster. */
    public SnapshotChoice(DocumentStore documents, String cluster) {
        this.documents = documents;
        this.cluster = cluster;
    }

    /**
     * Returns the newest proven snapshot, as the cluster's status names it.
     *
     * @throws NoSuchSnapshotException if there is none
     * @throws StoreUnavailableException if the bucket could not be read
     */
    public ChosenSnapshot lastProven() throws NoSuchSnapshotException, StoreUnavailableException {
        ClusterStatus status = read(StatusKey.of(cluster), ClusterStatus::of)
                .orElseThrow(
                        () -> new NoSuchSnapshotException("cluster " + cluster + " has no status in this bucket: check"
                                + " --cluster and --bucket, or name a snapshot with --key"));
        ProvenSnapshot proven = status.observations().lastProven();
        if (proven == null) {
            throw new NoSuchSnapshotException("cluster " + cluster
                    + " has no proven snapshot yet; `aws s3 ls` shows what" + " there is, and --key takes one of them");
        }
        VerificationRecord record = recordOf(proven.key());
        if (!Objects.equals(proven.versionId(), record.versionId())) {
            throw new NoSuchSnapshotException(proven.key().format() + ": the proven version is " + proven.versionId()
                    + ", and the record is of " + record.versionId()
                    + ", so the key was written again; see who did it with"
                    + " `./vault-snapshot audit`, and choose another snapshot with --at");
        }
        return new ChosenSnapshot(record, "it is the newest proven snapshot (lastProven in the status)", List.of());
    }

    /**
     * Returns the newest intact snapshot that was taken at a time or before.
     *
     * @throws NoSuchSnapshotException if there is none
     * @throws StoreUnavailableException if the bucket could not be read
     */
    public ChosenSnapshot at(Instant time) throws NoSuchSnapshotException, StoreUnavailableException {
        List<SnapshotKey> keys = documents.list(SnapshotKey.recordPrefix(cluster)).stream()
                .map(StoredObject::key)
                .flatMap(key -> SnapshotKey.ofRecord(key).stream())
                .filter(key -> !key.takenAt().isAfter(time))
                .sorted(Comparator.comparing(SnapshotKey::takenAt).reversed())
                .toList();
        List<VerificationRecord> skipped = new ArrayList<>();
        for (SnapshotKey key : keys) {
            VerificationRecord record = recordOf(key);
            if (record.verdict() == Verdict.INTACT) {
                return new ChosenSnapshot(
                        record, "it is the newest intact one taken at " + time + " or before", skipped);
            }
            skipped.add(record);
        }
        throw new NoSuchSnapshotException("cluster " + cluster + " has no intact snapshot from " + time + " or before; "
                + keys.size() + " are not intact. --key takes one of them nevertheless");
    }

    /**
     * Returns the snapshot with the given key.
     *
     * @throws NoSuchSnapshotException if it was never verified
     * @throws StoreUnavailableException if the bucket could not be read
     */
    public ChosenSnapshot named(SnapshotKey key) throws NoSuchSnapshotException, StoreUnavailableException {
        return new ChosenSnapshot(recordOf(key), "you named it", List.of());
    }

    private VerificationRecord recordOf(SnapshotKey key) throws NoSuchSnapshotException, StoreUnavailableException {
        return read(key.recordKey(), VerificationRecord::of)
                .orElseThrow(() -> new NoSuchSnapshotException(key.format()
                        + " has no record, so nothing is known of it;" + " look at it with `./vault-snapshot verify`"));
    }

    private <T> Optional<T> read(String key, Function<Map<?, ?>, T> document) throws StoreUnavailableException {
        try {
            return documents.read(key).map(StoredDocument::fields).map(document);
        } catch (CorruptDocumentException | DocumentException damaged) {
            throw new StoreUnavailableException(key + " cannot be read: " + damaged.getMessage(), damaged);
        }
    }
}
