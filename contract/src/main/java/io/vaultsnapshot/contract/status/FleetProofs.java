package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.health.ProofLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How old one cluster's proofs are, and when they run out.
 *
 * @param watchedSince when the cluster was first seen; a level that was never reached is as old as that
 * @param drillsSince when restore drills were first expected, or null when none is
 * @param reached for each level that was ever reached, when the newest snapshot that reached it was taken; for the level
 *     restored, when the newest good drill began
 * @param deadlines for each level that the settings expect, when its proof runs out. A declared pause is not counted in
 */
public record FleetProofs(
        Instant watchedSince,
        @Nullable Instant drillsSince,
        Map<ProofLevel, Instant> reached,
        Map<ProofLevel, Instant> deadlines) {
    /** Copies the maps, lowest level first. */
    public FleetProofs {
        reached = sorted(reached);
        deadlines = sorted(deadlines);
    }

    static FleetProofs of(Observations seen, Map<ProofLevel, Duration> ages) {
        Map<ProofLevel, Instant> reached = new EnumMap<>(ProofLevel.class);
        seen.levels().forEach((level, proof) -> reached.put(level, proof.countsFrom(level)));
        DrillWatch drills = seen.drills();
        FleetProofs proofs =
                new FleetProofs(seen.watchedSince(), drills == null ? null : drills.since(), reached, Map.of());
        Map<ProofLevel, Instant> deadlines = new EnumMap<>(ProofLevel.class);
        ages.forEach(
                (level, age) -> deadlines.put(level, proofs.countsFrom(level).plus(age)));
        return new FleetProofs(proofs.watchedSince, proofs.drillsSince, reached, deadlines);
    }

    /** Returns the time from which the age of a level's proof counts. */
    public Instant countsFrom(ProofLevel level) {
        Instant never = level == ProofLevel.RESTORED && drillsSince != null ? drillsSince : watchedSince;
        return reached.getOrDefault(level, never);
    }

    /** Returns the highest level that was ever reached; none when nothing arrived yet. */
    public ProofLevel highest() {
        return reached.isEmpty() ? ProofLevel.NONE : Collections.max(reached.keySet());
    }

    void putInto(Map<String, Object> map) {
        map.put("watchedSince", watchedSince.toString());
        if (drillsSince != null) {
            map.put("drillsSince", drillsSince.toString());
        }
        map.put("proofs", toMap(reached));
        map.put("deadlines", toMap(deadlines));
    }

    static FleetProofs of(JsonObject document) {
        return new FleetProofs(
                document.time("watchedSince"),
                document.optionalTime("drillsSince").orElse(null),
                times(document, "proofs"),
                times(document, "deadlines"));
    }

    private static Map<ProofLevel, Instant> times(JsonObject document, String field) {
        Map<ProofLevel, Instant> times = new EnumMap<>(ProofLevel.class);
        JsonObject object = document.object(field);
        for (ProofLevel level : ProofLevel.values()) {
            object.optionalTime(level.id()).ifPresent(time -> times.put(level, time));
        }
        return times;
    }

    private static Map<String, Object> toMap(Map<ProofLevel, Instant> times) {
        Map<String, Object> map = new LinkedHashMap<>();
        times.forEach((level, time) -> map.put(level.id(), time.toString()));
        return map;
    }

    private static Map<ProofLevel, Instant> sorted(Map<ProofLevel, Instant> times) {
        EnumMap<ProofLevel, Instant> sorted = new EnumMap<>(ProofLevel.class);
        sorted.putAll(times);
        return Collections.unmodifiableMap(sorted);
    }
}
