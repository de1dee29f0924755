package io.vaultsnapshot.verifier.statemachine;

import io.vaultsnapshot.contract.alert.AlertSeverity;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that holds for a cluster at one time.
 *
 * @param state the state it puts the cluster into
 * @param level the level of proof that is missing
 * @param severity how much it matters; {@code info} when subscribers need not know
 * @param dueAt the time that passed, or null when that is not the matter
 */
record Situation(
        ClusterState state,
        ProofLevel level,
        AlertSeverity severity,
        @Nullable Instant dueAt) {
    /** Returns a condition that nobody is told. */
    static Situation quiet(ClusterState state, ProofLevel level) {
        return new Situation(state, level, AlertSeverity.INFO, null);
    }

    /** Returns whether subscribers are told, and reminded while it lasts. */
    boolean isBad() {
        return severity != AlertSeverity.INFO;
    }
}
