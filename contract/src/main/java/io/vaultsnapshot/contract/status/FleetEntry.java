package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.health.Situation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One cluster in the fleet's index: all that a person is shown of it beside other clusters.
 *
 * @param situation what holds
 * @param proofs how old its proofs are, and when they run out
 * @param newest the newest snapshot that was looked at, or null when there is none yet
 * @param next when the next snapshot is due, or null when the schedule has no more times
 * @param lastDrill the newest restore drill, or null without one
 */
public record FleetEntry(
        Situation situation,
        FleetProofs proofs,
        @Nullable FleetSnapshot newest,
        @Nullable NextSnapshot next,
        @Nullable FleetDrill lastDrill) {
    /**
     * Returns what the index says of a cluster with the given status.
     *
     * @param ages how old the proof of each expected level may become
     * @param next when its next snapshot is due, or null when the schedule has no more times
     */
    public static FleetEntry of(ClusterStatus status, Map<ProofLevel, Duration> ages, @Nullable NextSnapshot next) {
        Observations seen = status.observations();
        DrillWatch drills = seen.drills();
        return new FleetEntry(
                status.situation(),
                FleetProofs.of(seen, ages),
                FleetSnapshot.newestOf(seen),
                next,
                drills == null || drills.last() == null ? null : FleetDrill.of(drills.last()));
    }

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        situation.putInto(map);
        proofs.putInto(map);
        if (newest != null) {
            map.put("newest", newest.toMap());
        }
        if (next != null) {
            map.put("next", next.toMap());
        }
        if (lastDrill != null) {
            map.put("lastDrill", lastDrill.toMap());
        }
        return map;
    }

    static FleetEntry of(JsonObject document) {
        return new FleetEntry(
                Situation.of(document),
                FleetProofs.of(document),
                document.optionalObject("newest").map(FleetSnapshot::of).orElse(null),
                document.optionalObject("next").map(NextSnapshot::of).orElse(null),
                document.optionalObject("lastDrill").map(FleetDrill::of).orElse(null));
    }
}
