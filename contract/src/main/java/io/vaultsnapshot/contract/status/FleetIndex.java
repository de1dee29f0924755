package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.contract.health.ClusterState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fleet at a glance, for people and programs; lies at {@code status/index.json}. Every sweep writes it, and nothing in
 * the verifier reads it: a cluster that it left out would still be swept.
 *
 * @param sweptAt when the sweep that wrote it began
 * @param clusters the clusters by name, those that could be looked at
 */
public record FleetIndex(Instant sweptAt, Map<String, FleetEntry> clusters) {
    /** An index that is older says nothing: at least two sweeps have not ended. */
    public static final Duration GOOD_FOR = VerifierFunction.SWEEP_PERIOD.multipliedBy(3);

    private static final Comparator<Map.Entry<String, FleetEntry>> WORST_FIRST =
            Comparator.<Map.Entry<String, FleetEntry>, ClusterState>comparing(
                            each -> each.getValue().situation().state())
                    .thenComparing(each -> each.getValue().situation().severity())
                    .reversed()
                    .thenComparing(each -> each.getValue().situation().since())
                    .thenComparing(Map.Entry::getKey);

    /** Copies the map, sorted by name. */
    public FleetIndex {
        clusters = Collections.unmodifiableMap(new TreeMap<>(clusters));
    }

    /** Returns those of the names that it has no cluster of, sorted: the sweep could not look at them. */
    public List<String> unseen(Collection<String> names) {
        return names.stream()
                .filter(name -> !clusters.containsKey(name))
                .sorted()
                .toList();
    }

    /** Returns the document. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.FLEET_INDEX.text());
        map.put("sweptAt", sweptAt.toString());
        Map<String, Object> entries = new LinkedHashMap<>();
        clusters.forEach((name, entry) -> entries.put(name, entry.toMap()));
        map.put("clusters", entries);
        return map;
    }

    /**
     * Returns the index that a document holds.
     *
     * @throws DocumentException if it does not have the documented shape
     */
    public static FleetIndex of(Map<?, ?> map) {
        JsonObject document = new JsonObject(map);
        Schema.FLEET_INDEX.require(document);
        Map<String, FleetEntry> clusters = new TreeMap<>();
        document.object("clusters")
                .objectsByField()
                .forEach((name, entry) -> clusters.put(checked(name), FleetEntry.of(entry)));
        return new FleetIndex(document.time("sweptAt"), clusters);
    }

    /** Returns the clusters, the worst first, and of those the one that has been so the longest. */
    public List<Map.Entry<String, FleetEntry>> worstFirst() {
        return clusters.entrySet().stream().sorted(WORST_FIRST).toList();
    }

    /** Returns whether it is too old to say anything. */
    public boolean isOld(Instant now) {
        return now.isAfter(sweptAt.plus(GOOD_FOR));
    }

    /** A name is printed, so it is only believed in the form of a cluster's name. */
    private static String checked(String name) {
        if (!name.matches(SnapshotKey.CLUSTER_NAME_REGEX)) {
            throw new DocumentException("clusters", "has a field that is not a cluster's name");
        }
        return name;
    }
}
