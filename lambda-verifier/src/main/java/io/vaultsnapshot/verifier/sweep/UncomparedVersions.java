package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.contract.bucket.OtherVersionKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.status.OverwrittenSnapshot;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.ObjectVersion;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredObject;
import io.vaultsnapshot.snapshot.store.VersionListing;
import io.vaultsnapshot.verifier.records.VerificationRecords;
import io.vaultsnapshot.verifier.statuses.StatusRepository;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds versions of a cluster's snapshots that nobody has compared with the first one, or whose finding a status lost. */
final class UncomparedVersions {
    private final VersionListing versions;
    private final DocumentStore documents;
    private final VerificationRecords records;
    private final StatusRepository statuses;

    UncomparedVersions(
            VersionListing versions, DocumentStore documents, VerificationRecords records, StatusRepository statuses) {
        this.versions = versions;
        this.documents = documents;
        this.records = records;
        this.statuses = statuses;
    }

    /** Returns them. Where every key was written once, that is one request for each thousand versions. */
    List<OtherVersionKey> of(String cluster) throws StoreUnavailableException {
        Collection<List<OtherVersionKey>> severalOfKey = severalOfKey(cluster);
        if (severalOfKey.isEmpty()) {
            return List.of();
        }
        Set<String> said = documents.list(SnapshotKey.recordPrefix(cluster)).stream()
                .map(StoredObject::key)
                .collect(Collectors.toSet());
        List<OtherVersionKey> found = new ArrayList<>();
        for (List<OtherVersionKey> ofKey : severalOfKey) {
            List<OtherVersionKey> unsaid = ofKey.stream()
                    .filter(each -> !said.contains(each.recordKey()) && !said.contains(each.copyKey()))
                    .toList();
            // One of them came first, and has the snapshot's own record. Which one, the verification finds out.
            if (unsaid.size() > 1) {
                found.addAll(unsaid);
            }
        }
        found.addAll(lost(cluster, severalOfKey, each -> said.contains(each.recordKey())));
        return found;
    }

    private Collection<List<OtherVersionKey>> severalOfKey(String cluster) throws StoreUnavailableException {
        TreeMap<SnapshotKey, List<OtherVersionKey>> byKey = new TreeMap<>();
        for (ObjectVersion version : versions.versions(SnapshotKey.prefix(cluster))) {
            if (!version.deleteMarker()) {
                SnapshotKey.parse(version.key())
                        .ifPresent(key -> byKey.computeIfAbsent(key, first -> new ArrayList<>(1))
                                .add(new OtherVersionKey(key, version.versionId())));
            }
        }
        byKey.values().removeIf(ofKey -> ofKey.size() == 1);
        return byKey.values();
    }

    /** Those that have a record, and are neither acknowledged nor named by the status, as many as it has room for. */
    private List<OtherVersionKey> lost(
            String cluster, Collection<List<OtherVersionKey>> severalOfKey, Predicate<OtherVersionKey> recorded)
            throws StoreUnavailableException {
        List<OtherVersionKey> open = severalOfKey.stream()
                .flatMap(List::stream)
                .filter(recorded)
                .collect(Collectors.toCollection(ArrayList::new));
        if (!open.isEmpty()) {
            open.removeAll(records.acknowledgedVersions(cluster));
        }
        if (open.isEmpty()) {
            return open;
        }
        List<OverwrittenSnapshot> named =
                statuses.read(cluster).status().observations().overwritten();
        named.forEach(each -> open.remove(each.version()));
        return open.subList(0, Math.min(open.size(), OverwrittenSnapshot.KEPT - named.size()));
    }
}
