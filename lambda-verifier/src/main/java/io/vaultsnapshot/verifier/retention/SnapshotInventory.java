package io.vaultsnapshot.verifier.retention;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.retention.LedgerEntry;
import io.vaultsnapshot.contract.retention.RetentionLedger;
import io.vaultsnapshot.contract.retention.Standing;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.ObjectVersion;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredObject;
import io.vaultsnapshot.snapshot.store.VersionListing;
import io.vaultsnapshot.snapshot.verification.Deadline;
import io.vaultsnapshot.verifier.records.VerificationRecords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is in the bucket of one cluster's snapshots, and what each version counts for. */
public final class SnapshotInventory {
    /** How many records one run reads. The first run over an old bucket leaves the others to the next days. */
    static final int MOST_READ = 1000;

    private final VersionListing versions;
    private final DocumentStore documents;
    private final VerificationRecords records;

    /** Creates it over the bucket and its records. */
    public SnapshotInventory(VersionListing versions, DocumentStore documents, VerificationRecords records) {
        this.versions = versions;
        this.documents = documents;
        this.records = records;
    }

    /**
     * Returns the versions that are there. Those that the ledger does not know well are looked up in their records, until the
     * deadline. A version whose record was not read stays.
     */
    List<SeenVersion> of(String cluster, RetentionLedger ledger, Deadline deadline) throws StoreUnavailableException {
        Map<String, Standing> known = ledger.entries().stream()
                .filter(entry -> entry.standing() != Standing.HELD)
                .collect(
                        Collectors.toMap(LedgerEntry::versionId, LedgerEntry::standing, (one, other) -> Standing.HELD));
        Set<SnapshotKey> evidence = evidence(cluster);
        List<SeenVersion> seen = new ArrayList<>();
        int toRead = MOST_READ;
        for (List<ObjectVersion> ofKey : byKey(cluster).values()) {
            SnapshotKey key = SnapshotKey.parse(ofKey.get(0).key()).orElseThrow();
            List<ObjectVersion> bodies =
                    ofKey.stream().filter(each -> !each.deleteMarker()).toList();
            // A key that was written twice is evidence too: nobody but an attacker has a reason to.
            Standing standing = bodies.size() != 1 || evidence.contains(key)
                    ? Standing.HELD
                    : known.get(bodies.get(0).versionId());
            if (standing == null) {
                standing = toRead-- > 0 && !deadline.isPassed() ? recorded(key, bodies.get(0)) : Standing.HELD;
            }
            for (ObjectVersion body : bodies) {
                seen.add(new SeenVersion(key, body.versionId(), body.lastModified(), !body.latest(), standing));
            }
        }
        return seen;
    }

    private Map<String, List<ObjectVersion>> byKey(String cluster) throws StoreUnavailableException {
        return versions.versions(SnapshotKey.prefix(cluster)).stream()
                .filter(each -> SnapshotKey.parse(each.key()).isPresent())
                .collect(Collectors.groupingBy(ObjectVersion::key, TreeMap::new, Collectors.toList()));
    }

    private Set<SnapshotKey> evidence(String cluster) throws StoreUnavailableException {
        Set<SnapshotKey> keys = new HashSet<>();
        for (StoredObject object : documents.list(SnapshotKey.ACKNOWLEDGEMENT_ROOT + cluster + "/")) {
            SnapshotKey.ofAcknowledgement(object.key()).ifPresent(keys::add);
        }
        return keys;
    }

    private Standing recorded(SnapshotKey key, ObjectVersion body) throws StoreUnavailableException {
        Optional<VerificationRecord> record =
                records.record(key).filter(each -> body.versionId().equals(each.versionId()));
        return record.map(Standing::of).orElse(Standing.HELD);
    }
}
