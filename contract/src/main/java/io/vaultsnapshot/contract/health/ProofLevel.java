package io.vaultsnapshot.contract.health;

import io.vaultsnapshot.contract.document.Ids;
import java.util.Locale;
import java.util.Optional;

/** How far a snapshot has been proven. Each level includes the ones before it. */
public enum ProofLevel {
    /** Nothing has been shown. */
    NONE("nothing has been shown"),
    /** An object with a valid key arrived. */
    PRESENT("an object with a valid key arrived when the schedule says it should"),
    /** Every byte was read and every checksum compared. */
    INTACT("gzip, tar, member set, every checksum and every storage entry were read to the last byte"),
    /** What unsealing needs is in the snapshot and alive. */
    UNSEALABLE("what unsealing needs is in the snapshot and alive"),
    /** A throw-away server restored it and a known value was read back. */
    RESTORED("a throw-away server restored it, unsealed, and a known value was read back");

    private final String shown;

    ProofLevel(String shown) {
        this.shown = shown;
    }

    /** Returns what has been shown for a snapshot on this level, as part of a sentence. */
    public String shown() {
        return shown;
    }

    /** Returns the word used in documents, metrics and alerts, such as {@code intact}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the level with the given {@link #id()}, or empty for any other text. */
    public static Optional<ProofLevel> ofId(String word) {
        return Ids.find(values(), ProofLevel::id, word);
    }
}
