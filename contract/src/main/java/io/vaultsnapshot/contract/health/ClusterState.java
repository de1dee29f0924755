package io.vaultsnapshot.contract.health;

import io.vaultsnapshot.contract.document.Ids;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;

/**
 * How one cluster's backups stand, best first. Several can hold at once; the cluster is in the worst of them, which is
 * the one that stands last here: what is known to be wrong outweighs what is missing, and what is missing outweighs what
 * nobody could look at.
 */
public enum ClusterState {
    /** The newest snapshot is proven, and nothing is overdue. */
    HEALTHY("the newest snapshot is proven and none is overdue"),
    /** The settings say that no snapshots are expected until a declared time. */
    PAUSED("backups are paused by the settings, so nothing is expected"),
    /** A snapshot, or the proof of one that arrived, takes longer than usual; the grace is running. Nobody is told. */
    LATE("a snapshot or its proof is later than usual, its grace still runs"),
    /** Configured, and no snapshot has arrived yet. Subscribers are told once the first one is overdue. */
    NEVER("no snapshot has ever arrived"),
    /** Nobody can say what the newest snapshot is worth: it could not be read for too long, or its format is too new. */
    UNKNOWN("what the newest snapshot is worth is not known"),
    /** The deadline of a proof level has passed, or what unsealing needs is gone. */
    UNPROVEN("a level of proof is missing past its deadline"),
    /** A snapshot is overdue. */
    STALE("a snapshot is overdue"),
    /** The newest snapshot is corrupt, or not a plausible successor of the last proven one. */
    INVALID("the newest snapshot is corrupt");

    private final String meaning;

    ClusterState(String meaning) {
        this.meaning = meaning;
    }

    /** Returns what the state means, as part of a sentence. */
    public String meaning() {
        return meaning;
    }

    /** Returns the word used in documents, metrics and alerts, such as {@code stale}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the worst of the states, or healthy when there is none. */
    public static ClusterState worstOf(Collection<ClusterState> states) {
        return states.isEmpty() ? HEALTHY : Collections.max(states);
    }

    /** Returns the state with the given {@link #id()}, or empty for any other text. */
    public static Optional<ClusterState> ofId(String word) {
        return Ids.find(values(), ClusterState::id, word);
    }
}
