package io.vaultsnapshot.cli.status;

import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.report.reading.FleetIndexReader;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the fleet stands, as the verifier's last sweep wrote it.
 *
 * @param index what the sweep wrote
 * @param unswept clusters of the settings that the sweep did not look at, or could not
 * @param readAt when it was read
 */
public record FleetReading(FleetIndex index, List<String> unswept, Instant readAt) {
    /** Copies the list. */
    public FleetReading {
        unswept = List.copyOf(unswept);
    }

    /**
     * Reads it, with one request.
     *
     * @param expected the clusters that should be there, as far as they are known
     * @throws StoreUnavailableException if the bucket could not be read, or no sweep has written to it
     */
    public static FleetReading of(DocumentStore documents, Collection<String> expected, Instant now)
            throws StoreUnavailableException {
        FleetIndex index = FleetIndexReader.read(documents);
        return new FleetReading(index, index.unseen(expected), now);
    }

    /** Returns the clusters, the worst first, and of those the one that has been so the longest. */
    public List<Map.Entry<String, FleetEntry>> worstFirst() {
        return index.worstFirst();
    }

    /** Returns whether a person has to do something: a cluster is bad or was not looked at, or the verifier is silent. */
    public boolean isBad() {
        return index.isOld(readAt)
                || !unswept.isEmpty()
                || index.clusters().values().stream()
                        .anyMatch(each -> each.situation().isBad());
    }

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.FLEET_STATUS.text());
        map.put("bad", isBad());
        map.put("sweptAt", index.sweptAt().toString());
        map.put("sweepIsOverdue", index.isOld(readAt));
        map.put("unswept", unswept);
        map.put(
                "clusters",
                worstFirst().stream()
                        .map(each -> {
                            Map<String, Object> cluster = new LinkedHashMap<>();
                            cluster.put("cluster", each.getKey());
                            cluster.putAll(each.getValue().toMap());
                            return cluster;
                        })
                        .toList());
        return map;
    }
}
