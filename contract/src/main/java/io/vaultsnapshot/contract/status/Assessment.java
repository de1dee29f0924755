package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.Situation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster's observations amount to, and what subscribers know of it.
 *
 * @param situation what holds
 * @param lastAlertAt when subscribers were last told that the state is bad, or null while it is not
 * @param pausedUntil the end of the declared pause that is in effect, or null without one
 * @param alertCount how many alerts were decided so far; part of their ids, so that no two changes share one
 * @param alerts the last alerts that were decided, oldest first, at most {@value PastAlert#KEPT}
 */
public record Assessment(
        Situation situation,
        @Nullable Instant lastAlertAt,
        @Nullable Instant pausedUntil,
        long alertCount,
        List<PastAlert> alerts) {
    /** Copies the list. */
    public Assessment {
        alerts = List.copyOf(alerts);
    }

    /** Returns the assessment of a cluster seen for the first time: its first snapshot is awaited. */
    static Assessment firstSeen(Instant now) {
        return new Assessment(Situation.quiet(Cause.FIRST_SNAPSHOT_AWAITED, now), null, null, 0, List.of());
    }

    void putInto(Map<String, Object> map) {
        situation.putInto(map);
        if (lastAlertAt != null) {
            map.put("lastAlertAt", lastAlertAt.toString());
        }
        if (pausedUntil != null) {
            map.put("pausedUntil", pausedUntil.toString());
        }
        map.put("alertCount", alertCount);
        map.put("alerts", alerts.stream().map(PastAlert::toMap).toList());
    }

    static Assessment of(JsonObject document) {
        return new Assessment(
                Situation.of(document),
                document.optionalTime("lastAlertAt").orElse(null),
                document.optionalTime("pausedUntil").orElse(null),
                document.number("alertCount"),
                document.objects("alerts").stream().map(PastAlert::of).toList());
    }
}
