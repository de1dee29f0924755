package io.vaultsnapshot.contract.document;

import io.vaultsnapshot.contract.AlertSeverity;
import io.vaultsnapshot.contract.ClusterState;
import io.vaultsnapshot.contract.ProofLevel;
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
public record Standing(
        ClusterState state,
        ProofLevel level,
        AlertSeverity severity,
        Instant since,
        @Nullable Instant lastAlertAt,
        @Nullable Instant pausedUntil,
        long alertCount) {
    /** Returns the standing of a cluster seen for the first time. */
    static Standing firstSeen(Instant now) {
        return new Standing(ClusterState.NEVER, ProofLevel.NONE, AlertSeverity.INFO, now, null, null, 0);
    }

    /** Returns whether nothing was decided yet, so that what is decided next is no change: nothing was before it. */
    public boolean isFirst() {
        return state == ClusterState.NEVER && level == ProofLevel.NONE;
    }

    void putInto(Map<String, Object> map) {
        map.put("state", state.word());
        map.put("level", level.word());
        map.put("severity", severity.word());
        map.put("since", since.toString());
        if (lastAlertAt != null) {
            map.put("lastAlertAt", lastAlertAt.toString());
        }
        if (pausedUntil != null) {
            map.put("pausedUntil", pausedUntil.toString());
        }
        map.put("alertCount", alertCount);
    }

    static Standing of(JsonObject document) {
        ClusterState state = document.word("state", ClusterState::ofWord);
        boolean told = document.optionalTime("lastAlertAt").isPresent();
        return new Standing(
                state,
                document.optionalWord("level", ProofLevel::ofWord).orElse(levelOf(state)),
                document.optionalWord("severity", AlertSeverity::ofWord)
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
