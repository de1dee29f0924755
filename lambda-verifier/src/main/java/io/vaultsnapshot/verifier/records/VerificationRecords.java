package io.vaultsnapshot.verifier.records;

import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.OtherVersionKey;
import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.record.Acknowledgement;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.NewestSnapshot;
import io.vaultsnapshot.contract.status.OverwrittenSnapshot;
import io.vaultsnapshot.snapshot.custody.RecordChain;
import io.vaultsnapshot.snapshot.lineage.Lineage;
import io.vaultsnapshot.snapshot.seal.SealKeyCheck;
import io.vaultsnapshot.snapshot.seal.SealKeyState;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.DocumentConflictException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredDocument;
import io.vaultsnapshot.verifier.statuses.StoredStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the records. To what was read in a snapshot's bytes it adds what only its surroundings tell: whether the key that
 * unseals it is alive, whether it can follow the last proven one, and what a person has said about that.
 */
public final class VerificationRecords {
    private final DocumentStore documents;
    private final RecordChain chain;
    private final RecordsWrittenOnce once;
    private final SealKeyCheck seals;
    private final Clock clock;

    public VerificationRecords(DocumentStore documents, RecordChain chain, SealKeyCheck seals, Clock clock) {
        this.documents = documents;
        this.chain = chain;
        this.once = new RecordsWrittenOnce(documents, chain);
        this.seals = seals;
        this.clock = clock;
    }

    /**
     * Returns the record of that very version if it was read before: events are delivered more than once, and the sweep asks
     * again while a verification waits or runs.
     *
     * @param versionId the version, or null for any: then the caller does not know of one that is newer than the record
     */
    public Optional<VerificationRecord> known(SnapshotKey key, @Nullable String versionId)
            throws StoreUnavailableException {
        return once.find(
                key, record -> record.wasRead() && (versionId == null || versionId.equals(record.versionId())));
    }

    /**
     * Judges a snapshot that was just read by its surroundings, keeps the record and returns it. The first version that was
     * read keeps its record: if there is one already, that is returned, whichever version it is about.
     */
    public VerificationRecord keep(ClusterSettings cluster, SnapshotKey key, VerificationRecord record)
            throws StoreUnavailableException {
        return record.wasRead()
                ? once.keep(key, VerificationRecord::wasRead, () -> successor(cluster, seals.check(cluster, record)))
                : keepUnread(key, record);
    }

    private VerificationRecord keepUnread(SnapshotKey key, VerificationRecord record) throws StoreUnavailableException {
        try {
            documents.write(key.recordKey(), record.toMap(), null);
        } catch (DocumentConflictException recordExists) {
            // A failed look must not replace what was once seen.
        }
        return record;
    }

    /** Returns the record of another version than the first one, or empty when there is none. */
    public Optional<VerificationRecord> known(OtherVersionKey key) throws StoreUnavailableException {
        return once.find(key, record -> true);
    }

    /** Keeps the record of another version with other bytes beside that of the first one, and returns it. */
    public VerificationRecord keep(OtherVersionKey key, VerificationRecord other) throws StoreUnavailableException {
        return once.keep(key, record -> true, () -> other);
    }

    /** Returns whether it was noted that a version has the same bytes as the first one. */
    public boolean isCopy(OtherVersionKey key) throws StoreUnavailableException {
        return read(key.copyKey(), VerificationRecord::of).isPresent();
    }

    /** Notes that a version has the same bytes as the first one, so that it is not read again. The chain has them once. */
    public void keepCopy(OtherVersionKey key, VerificationRecord copy) throws StoreUnavailableException {
        documents.overwrite(key.copyKey(), copy.toMap());
    }

    /**
     * Returns the newest snapshot's record after a person acknowledged what was found in it, or empty when nothing is
     * waiting for that.
     */
    public Optional<VerificationRecord> acknowledged(ClusterStatus status) throws StoreUnavailableException {
        NewestSnapshot newest = status.observations().newest();
        return newest == null || newest.verdict() != Verdict.SUSPECT ? Optional.empty() : acknowledged(newest.key());
    }

    /** Returns the records of overwritten snapshots that a person has acknowledged since the status was written. */
    public List<VerificationRecord> acknowledgedOverwrites(ClusterStatus status) throws StoreUnavailableException {
        List<OverwrittenSnapshot> open = status.observations().overwritten();
        if (open.isEmpty()) {
            return List.of();
        }
        Set<OtherVersionKey> written = acknowledgedVersions(status.cluster());
        List<VerificationRecord> acknowledged = new ArrayList<>();
        for (OverwrittenSnapshot each : open) {
            if (written.contains(each.version())) {
                acknowledged(each.version()).ifPresent(acknowledged::add);
            }
        }
        return acknowledged;
    }

    /** Returns the versions of which a person has said something. */
    public Set<OtherVersionKey> acknowledgedVersions(String cluster) throws StoreUnavailableException {
        return documents.list(SnapshotKey.ACKNOWLEDGEMENT_ROOT + cluster + "/").stream()
                .flatMap(object -> OtherVersionKey.ofAcknowledgement(object.key()).stream())
                .collect(Collectors.toSet());
    }

    /** Returns the record after an acknowledgement was applied to it, or empty when there is none that says anything. */
    public Optional<VerificationRecord> acknowledged(SnapshotKey key) throws StoreUnavailableException {
        return acknowledged(key, key.acknowledgementKey());
    }

    /** Returns the record of another version after an acknowledgement was applied to it, or empty as above. */
    public Optional<VerificationRecord> acknowledged(OtherVersionKey key) throws StoreUnavailableException {
        return acknowledged(key, key.acknowledgementKey());
    }

    private Optional<VerificationRecord> acknowledged(RecordKey key, String acknowledgementKey)
            throws StoreUnavailableException {
        Optional<Acknowledgement> word = read(acknowledgementKey, Acknowledgement::of);
        Optional<VerificationRecord> record = read(key.recordKey(), VerificationRecord::of);
        if (word.isEmpty() || record.isEmpty() || !word.get().isAbout(record.get())) {
            return Optional.empty();
        }
        VerificationRecord after = record.get().acknowledged(word.get());
        return Optional.of(after.equals(record.get()) ? after : chain.replace(key, after));
    }

    /** Returns the record of a drill, or empty when there is none that can be read. */
    public Optional<DrillRecord> drill(DrillKey key) throws StoreUnavailableException {
        return read(key.recordKey(), DrillRecord::of);
    }

    /** Writes a drill's record as the newest of its cluster's chain and returns it as written. */
    public DrillRecord append(DrillRecord record) throws StoreUnavailableException {
        return chain.append(record.key(), record);
    }

    /** Returns a drill's record that was written before. Adds it to the chain if a crash prevented that. */
    public DrillRecord join(DrillRecord record) throws StoreUnavailableException {
        return chain.join(record.key(), record);
    }

    /** Returns how the keys that a snapshot's seal needs are now. */
    SealKeyState sealKeyState(ClusterSettings cluster, SealInfo seal) {
        return seals.state(cluster, seal);
    }

    private VerificationRecord successor(ClusterSettings cluster, VerificationRecord record)
            throws StoreUnavailableException {
        if (record.verdict() != Verdict.INTACT) {
            return record;
        }
        ProvenSnapshot proven = StoredStatus.read(documents, cluster.name(), clock.instant())
                .status()
                .observations()
                .lastProven();
        Optional<VerificationRecord> before = proven == null ? Optional.empty() : record(proven.key());
        if (before.isEmpty()) {
            return record;
        }
        List<Finding> findings = new ArrayList<>(record.findings());
        findings.addAll(Lineage.compare(before.get(), record, cluster.get(ClusterSetting.MASS_DELETION_PERCENT)));
        return record.withFindings(findings, record.level());
    }

    /** Returns the record of a snapshot, or empty when there is none that can be read. */
    public Optional<VerificationRecord> record(SnapshotKey key) throws StoreUnavailableException {
        return read(key.recordKey(), VerificationRecord::of);
    }

    private <T> Optional<T> read(String key, Function<Map<String, Object>, T> reader) throws StoreUnavailableException {
        try {
            return documents.read(key).map(StoredDocument::fields).map(reader);
        } catch (CorruptDocumentException | DocumentException unreadable) {
            return Optional.empty();
        }
    }
}
