package io.vaultsnapshot.snapshot.custody;

import static io.vaultsnapshot.snapshot.custody.AuditCode.RECORD_CHANGED;
import static io.vaultsnapshot.snapshot.custody.AuditCode.SIGNATURE_MISSING;
import static io.vaultsnapshot.snapshot.custody.AuditCode.SIGNATURE_WRONG;

import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.OtherVersionKey;
import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.record.ChainHead;
import io.vaultsnapshot.contract.record.ChainLink;
import io.vaultsnapshot.contract.record.RecordSignature;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredDocument;
import io.vaultsnapshot.snapshot.store.StoredObject;
import io.vaultsnapshot.snapshot.store.VersionListing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares a cluster's snapshots with its records, and the records with each other. It only reads. */
public final class CustodyAudit {
    private final DocumentStore documents;
    private final VersionListing versions;
    private final SignatureCheck signatures;

    /** Audits a bucket. */
    public CustodyAudit(DocumentStore documents, VersionListing versions, SignatureCheck signatures) {
        this.documents = documents;
        this.versions = versions;
        this.signatures = signatures;
    }

    /**
     * Returns what was found about a cluster.
     *
     * @param now the current time; a snapshot younger than an hour may not have its record yet
     * @throws StoreUnavailableException if not everything could be read
     */
    public AuditReport audit(String cluster, Instant now) throws StoreUnavailableException {
        List<AuditFinding> findings = new ArrayList<>();
        List<StoredObject> objects = documents.list(SnapshotKey.recordPrefix(cluster));
        Map<RecordKey, StoredRecord> records = records(objects, findings);
        int chained = new ChainAudit(records, findings).walk(cluster, head(cluster));
        new ProofAudit(versions.versions(DrillKey.prefix(cluster)), now).compare(records, findings);
        SnapshotAudit snapshots = new SnapshotAudit(
                versions.versions(SnapshotKey.prefix(cluster)), now, new RetiredVersions(records), copies(objects));
        snapshots.compare(records, findings);
        Set<String> signedBy = checkSignatures(records, findings);
        findings.sort(Comparator.comparing(AuditFinding::key));
        return new AuditReport(cluster, records.size(), chained, snapshots.count(), signedBy, findings);
    }

    private static Set<OtherVersionKey> copies(List<StoredObject> objects) {
        return objects.stream()
                .flatMap(object -> OtherVersionKey.ofCopy(object.key()).stream())
                .collect(Collectors.toSet());
    }

    private Map<RecordKey, StoredRecord> records(List<StoredObject> objects, List<AuditFinding> findings)
            throws StoreUnavailableException {
        Map<RecordKey, StoredRecord> records = new TreeMap<>(Comparator.comparing(RecordKey::format));
        for (StoredObject object : objects) {
            Optional<RecordKey> key = RecordKey.ofRecord(object.key());
            if (key.isPresent()) {
                record(key.get(), findings).ifPresent(record -> records.put(key.get(), record));
            }
        }
        return records;
    }

    private Optional<StoredRecord> record(RecordKey key, List<AuditFinding> findings) throws StoreUnavailableException {
        try {
            Optional<StoredDocument> document = documents.read(key.recordKey());
            return document.map(each -> StoredRecord.of(key, each.fields())).filter(StoredRecord::isChainable);
        } catch (CorruptDocumentException | DocumentException unreadable) {
            findings.add(new AuditFinding(
                    RECORD_CHANGED, key.format(), "its record cannot be read: " + unreadable.getMessage()));
            return Optional.empty();
        }
    }

    private @Nullable ChainHead head(String cluster) throws StoreUnavailableException {
        try {
            return documents
                    .read(SnapshotKey.chainHeadKey(cluster))
                    .map(document -> ChainHead.of(document.fields()))
                    .orElse(null);
        } catch (CorruptDocumentException | DocumentException unreadable) {
            return null;
        }
    }

    private Set<String> checkSignatures(Map<RecordKey, StoredRecord> records, List<AuditFinding> findings)
            throws StoreUnavailableException {
        Set<String> signedBy = new HashSet<>();
        List<StoredRecord> chained = records.values().stream()
                .filter(record -> record.chainLink() != null)
                .sorted(Comparator.comparingLong(CustodyAudit::sequence))
                .toList();
        boolean signed = false;
        for (StoredRecord record : chained) {
            ChainLink link = record.chainLink();
            RecordSignature signature = link == null ? null : link.signature();
            if (signature == null) {
                if (signed) {
                    findings.add(new AuditFinding(
                            SIGNATURE_MISSING, record.key().format(), "number " + sequence(record) + " of the chain"));
                }
            } else {
                signed = true;
                if (signatures.fits(signature, RecordDigest.digestToSign(record.document()))) {
                    signedBy.add(signature.keyArn());
                } else {
                    findings.add(new AuditFinding(
                            SIGNATURE_WRONG,
                            record.key().format(),
                            "the signature names the key " + signature.keyArn()));
                }
            }
        }
        return signedBy;
    }

    private static long sequence(StoredRecord record) {
        ChainLink link = record.chainLink();
        return link == null ? 0 : link.sequence();
    }
}
