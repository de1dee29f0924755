package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One cluster in the fleet's index: enough to tell without reading its status whether the sweep must look at it, and to
 * say how old its proofs are.
 *
 * @param etag ETag of the status document this was taken from
 * @param settings fingerprint of the cluster's settings then; other settings may mean another time to look
 * @param state how the cluster's backups stand
 * @param since since when
 * @param watchedSince when the cluster was first seen; a level that was never reached is as old as that
 * @param proofs for each level that was ever reached, when the newest snapshot that reached it was taken; for {@code
 *     restored}, when that was shown
 * @param lookAfter when the sweep must look at the cluster again although its status did not change: a snapshot becomes
 *     overdue then, or a reminder is due, or an alert is still undelivered
 */
public record FleetEntry(
        String etag,
        String settings,
        ClusterState state,
        Instant since,
        Instant watchedSince,
        Map<ProofLevel, Instant> proofs,
        Instant lookAfter) {
    /** Copies the map, lowest level first. */
    public FleetEntry {
        EnumMap<ProofLevel, Instant> sorted = new EnumMap<>(ProofLevel.class);
        sorted.putAll(proofs);
        proofs = Collections.unmodifiableMap(sorted);
    }

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("etag", etag);
        map.put("settings", settings);
        map.put("state", state.id());
        map.put("since", since.toString());
        map.put("watchedSince", watchedSince.toString());
        Map<String, Object> times = new LinkedHashMap<>();
        proofs.forEach((level, takenAt) -> times.put(level.id(), takenAt.toString()));
        map.put("proofs", times);
        map.put("lookAfter", lookAfter.toString());
        return map;
    }

    static FleetEntry of(JsonObject document) {
        Map<ProofLevel, Instant> proofs = new EnumMap<>(ProofLevel.class);
        document.optionalObject("proofs").ifPresent(times -> {
            for (ProofLevel level : ProofLevel.values()) {
                times.optionalTime(level.id()).ifPresent(takenAt -> proofs.put(level, takenAt));
            }
        });
        return new FleetEntry(
                document.text("etag"),
                // An index without fingerprints is of an older verifier; what matches none is looked at anew.
                document.optionalText("settings").orElse(""),
                document.oneOf("state", ClusterState::ofId),
                document.time("since"),
                document.time("watchedSince"),
                proofs,
                document.time("lookAfter"));
    }
}
