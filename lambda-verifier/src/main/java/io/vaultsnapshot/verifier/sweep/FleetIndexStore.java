package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The fleet's index in its parts. A part is written only when something in it changed, so a quiet fleet costs a sweep
 * some reading and no writing. Parts need not agree: an entry says of which status it is, and one of an older status, or
 * none at all, costs one look.
 */
final class FleetIndexStore {
    private final DocumentStore documents;
    private final List<Map<String, FleetEntry>> parts = new ArrayList<>();

    FleetIndexStore(DocumentStore documents) {
        this.documents = documents;
    }

    /**
     * Reads the parts that a fleet of this size has.
     *
     * @param clusters how many clusters there are
     * @param present the keys that the listing of the statuses showed; others are not asked for
     */
    Map<String, FleetEntry> read(int clusters, Set<String> present) throws StoreUnavailableException {
        parts.clear();
        Map<String, FleetEntry> entries = new HashMap<>();
        for (int part = 0; part * FleetIndex.LARGEST_PART < clusters; part++) {
            String key = StatusKey.indexPart(part);
            Map<String, FleetEntry> ofPart = present.contains(key) ? read(key) : Map.of();
            parts.add(ofPart);
            entries.putAll(ofPart);
        }
        return entries;
    }

    /** Writes the parts that differ from what was read. */
    void write(Instant sweptAt, Map<String, FleetEntry> entries) throws StoreUnavailableException {
        List<Map.Entry<String, FleetEntry>> byName = List.copyOf(new TreeMap<>(entries).entrySet());
        for (int part = 0; part < parts.size(); part++) {
            int begin = Math.min(part * FleetIndex.LARGEST_PART, byName.size());
            int end = Math.min(begin + FleetIndex.LARGEST_PART, byName.size());
            Map<String, FleetEntry> ofPart = new TreeMap<>();
            byName.subList(begin, end).forEach(entry -> ofPart.put(entry.getKey(), entry.getValue()));
            if (!ofPart.equals(parts.get(part))) {
                documents.overwrite(StatusKey.indexPart(part), new FleetIndex(sweptAt, ofPart).toMap());
            }
        }
    }

    /** A part that is unreadable costs this sweep some looks, and is written anew at its end. */
    private Map<String, FleetEntry> read(String key) throws StoreUnavailableException {
        try {
            return documents
                    .read(key)
                    .map(StoredDocument::fields)
                    .map(fields -> FleetIndex.of(fields).clusters())
                    .orElse(Map.of());
        } catch (CorruptDocumentException | DocumentException unreadable) {
            return Map.of();
        }
    }
}
