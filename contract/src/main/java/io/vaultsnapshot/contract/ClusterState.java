package io.vaultsnapshot.contract;

import java.util.Locale;
import java.util.Optional;

/** How one cluster's backups stand, best first. */
public enum ClusterState {
    /** The newest snapshot is intact, and none is overdue. */
    HEALTHY("the newest snapshot is proven and none is overdue"),
    /** Configured, and no snapshot has arrived yet. */
    NEVER("no snapshot has ever arrived"),
    /** Nobody can say what the newest snapshot is worth: it could not be read, or its format is too new. */
    UNKNOWN("what the newest snapshot is worth is not known"),
    /** A snapshot is overdue. */
    STALE("a snapshot is overdue"),
    /** The newest snapshot is corrupt. */
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
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the state with the given {@link #word()}, or empty for any other text. */
    public static Optional<ClusterState> ofWord(String word) {
        return Words.find(values(), ClusterState::word, word);
    }
}
