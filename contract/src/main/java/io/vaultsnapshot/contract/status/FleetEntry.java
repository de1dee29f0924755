package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.health.Situation;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One cluster in the fleet's index: how it stands, and how old its proofs are.
 *
 * @param situation what holds
 * @param watchedSince when the cluster was first seen; a level that was never reached is as old as that
 * @param drillsSince when restore drills were first expected, or null when none is
 * @param proofs for each level that was ever reached, when the newest snapshot that reached it was taken; for the level
 *     restored, when the newest good drill began
 */
public record FleetEntry(
        Situation situation, Instant watchedSince, @Nullable Instant drillsSince, Map<ProofLevel, Instant> proofs) {
    /** Copies the map, lowest level first. */
    public FleetEntry {
        EnumMap<ProofLevel, Instant> sorted = new EnumMap<>(ProofLevel.class);
        sorted.putAll(proofs);
        proofs = Collections.unmodifiableMap(sorted);
    }

    /** Returns what the index says of a cluster with the given status. */
    public static FleetEntry of(ClusterStatus status) {
        Map<ProofLevel, Instant> proofs = new EnumMap<>(ProofLevel.class);
        status.observations().levels().forEach((level, proof) -> proofs.put(level, proof.countsFrom(level)));
        DrillWatch drills = status.observations().drills();
        return new FleetEntry(
                status.situation(),
                status.observations().watchedSince(),
                drills == null ? null : drills.since(),
                proofs);
    }

    /** Returns the time from which the age of a level's proof counts. */
    public Instant countsFrom(ProofLevel level) {
        Instant never = level == ProofLevel.RESTORED && drillsSince != null ? drillsSince : watchedSince;
        return proofs.getOrDefault(level, never);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        situation.putInto(map);
        map.put("watchedSince", watchedSince.toString());
        if (drillsSince != null) {
            map.put("drillsSince", drillsSince.toString());
        }
        Map<String, Object> times = new LinkedHashMap<>();
        proofs.forEach((level, takenAt) -> times.put(level.id(), takenAt.toString()));
        map.put("proofs", times);
        return map;
    }
}
