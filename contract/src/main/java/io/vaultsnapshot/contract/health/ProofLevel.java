package io.vaultsnapshot.contract.health;

import io.vaultsnapshot.contract.document.Ids;
import java.util.Locale;
import java.util.Optional;

/** How far a snapshot has been proven. Each level includes the ones before it. {@link MissingProof} is its absence. */
public enum ProofLevel {
    /** Nothing has been shown. */
    NONE("nothing has been shown", "not proven"),
    /** An object with a valid key arrived. */
    PRESENT("an object with a valid key arrived when the schedule says it should", "arrived, not read"),
    /** Every byte was read and every checksum compared. */
    INTACT("gzip, tar, member set, every checksum and every storage entry were read to the last byte", "proven whole"),
    /** What unsealing needs is in the snapshot and alive. */
    UNSEALABLE("what unsealing needs is in the snapshot and alive", "proven whole, has what unsealing needs"),
    /** A throw-away server restored it and a known value was read back. */
    RESTORED(
            "a throw-away server restored it, unsealed, and a known value was read back",
            "restored in a restore drill");

    private final String shown;
    private final String brief;

    ProofLevel(String shown, String brief) {
        this.shown = shown;
        this.brief = brief;
    }

    /** Returns what has been shown for a snapshot on this level, as part of a sentence. */
    public String shown() {
        return shown;
    }

    /** Returns the same in a few words, for lines beside a snapshot's key. */
    public String brief() {
        return brief;
    }

    /** Returns the name used in documents, metrics and alerts, such as {@code intact}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the level with the given {@link #id()}, or empty for any other text. */
    public static Optional<ProofLevel> ofId(String id) {
        return Ids.find(values(), ProofLevel::id, id);
    }
}
