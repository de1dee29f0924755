package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.document.Schema;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fleet at a glance, or in a fleet of more than {@value #LARGEST_PART} clusters a part of it: its clusters in the
 * order of their names, so many to a part. Lies at {@code status/index.json}, further parts at {@code
 * status/index/<part>.json}. Rewritten by the sweep where something changed; losing it costs one slower sweep and
 * nothing else.
 *
 * @param sweptAt when the sweep that wrote it began
 * @param clusters its clusters by name
 */
public record FleetIndex(Instant sweptAt, Map<String, FleetEntry> clusters) {
    /** The most clusters in one part: a few hundred KiB of JSON, well under the mebibyte that readers accept. */
    public static final int LARGEST_PART = 1000;

    /** Copies the map, sorted by name. */
    public FleetIndex {
        clusters = Collections.unmodifiableMap(new TreeMap<>(clusters));
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
        Map<String, FleetEntry> entries = new TreeMap<>();
        document.optionalObject("clusters").ifPresent(clusters -> clusters.objectsByField()
                .forEach((name, entry) -> entries.put(name, FleetEntry.of(entry))));
        return new FleetIndex(document.time("sweptAt"), entries);
    }
}
