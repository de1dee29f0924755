package io.vaultsnapshot.contract.health;

import io.vaultsnapshot.contract.document.Ids;
import java.util.Locale;
import java.util.Optional;

/**
 * How one cluster's backups stand, best first. When several states hold, the cluster is in the worst, which is the last of
 * them here: what is known to be wrong outweighs what is missing, and what is missing outweighs what is not known.
 * {@link Cause} says why a cluster is in its state.
 */
public enum ClusterState {
    /** The newest snapshot is proven, and nothing is overdue. */
    HEALTHY,
    /** The settings say that no snapshots are expected until a declared time. */
    PAUSED,
    /** A snapshot or its proof is awaited, and its time is not over. Subscribers are not told. */
    PENDING,
    /**
     * It is not known what the newest snapshot is worth: it could not be read for too long, or its format is too new. Or
     * the replica cannot be looked at.
     */
    UNKNOWN,
    /** The deadline of a proof level has passed, the key that unsealing needs is not usable, or the replica lags. */
    UNPROVEN,
    /** A snapshot is overdue. */
    STALE,
    /** The newest snapshot is corrupt or not a plausible successor of the last proven one, or a snapshot was overwritten. */
    INVALID;

    /** Returns the name used in documents, metrics and alerts, such as {@code stale}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether subscribers are told that a cluster is in this state. */
    public boolean isBad() {
        return compareTo(PENDING) > 0;
    }

    /** Returns the state with the given {@link #id()}, or empty for any other text. */
    public static Optional<ClusterState> ofId(String id) {
        return Ids.find(values(), ClusterState::id, id);
    }
}
