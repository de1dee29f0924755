package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.alert.AlertSeverity;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster's facts came to, and what subscribers know of it.
 *
 * @param state how the cluster's backups stand
 * @param level the level of proof that is missing, or {@code none} when none is
 * @param severity how much it matters; {@code info} while the state is not bad
 * @param since since when the state has lasted
 * @param lastAlertAt when subscribers were last told that the state is bad, or null while it is not
 * @param pausedUntil the end of the declared pause that is in effect, or null without one
 * @param alertCount how many alerts and changes were decided so far; part of their ids, so that no two changes share one
 */
public record Assessment(
        ClusterState state,
        ProofLevel level,
        AlertSeverity severity,
        Instant since,
        @Nullable Instant lastAlertAt,
        @Nullable Instant pausedUntil,
        long alertCount) {
    /** Returns the standing of a cluster seen for the first time. */
    static Assessment firstSeen(Instant now) {
        return new Assessment(ClusterState.NEVER, ProofLevel.NONE, AlertSeverity.INFO, now, null, null, 0);
    }

    /** Returns whether nothing was decided yet, so that what is decided next is no change: nothing was before it. */
    public boolean isFirst() {
        return state == ClusterState.NEVER && level == ProofLevel.NONE;
    }

    void putInto(Map<String, Object> map) {
        map.put("state", state.id());
        map.put("level", level.id());
        map.put("severity", severity.id());
        map.put("since", since.toString());
        if (lastAlertAt != null) {
            map.put("lastAlertAt", lastAlertAt.toString());
        }
        if (pausedUntil != null) {
            map.put("pausedUntil", pausedUntil.toString());
        }
        map.put("alertCount", alertCount);
    }

    static Assessment of(JsonObject document) {
        ClusterState state = document.oneOf("state", ClusterState::ofId);
        boolean told = document.optionalTime("lastAlertAt").isPresent();
        return new Assessment(
                state,
                document.optionalId("level", ProofLevel::ofId).orElse(levelOf(state)),
                document.optionalId("severity", AlertSeverity::ofId)
                        .orElse(told ? AlertSeverity.CRITICAL : AlertSeverity.INFO),
                document.time("since"),
                document.optionalTime("lastAlertAt").orElse(null),
                document.optionalTime("pausedUntil").orElse(null),
                document.optionalNumber("alertCount").orElse(0L));
    }

    /** What a status without levels meant: nobody is to be told again because a newer verifier reads it. */
    private static ProofLevel levelOf(ClusterState state) {
        return switch (state) {
            case STALE, NEVER -> ProofLevel.PRESENT;
            case INVALID, UNKNOWN -> ProofLevel.INTACT;
            case HEALTHY, PAUSED, LATE, UNPROVEN -> ProofLevel.NONE;
        };
    }
}
