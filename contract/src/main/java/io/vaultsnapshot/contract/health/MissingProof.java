package io.vaultsnapshot.contract.health;

import io.vaultsnapshot.contract.document.Ids;
import java.util.Locale;
import java.util.Optional;

/**
 * The level of proof that a cluster lacks. Named like {@link ProofLevel}, and another type: what a level shows is the
 * opposite of what its absence means.
 */
public enum MissingProof {
    /** Nothing is missing. */
    NONE("nothing is missing"),
    /** The object that the schedule promises is not there. */
    PRESENT("the snapshot that the schedule promises is not in the bucket"),
    /** No snapshot that is young enough was read to its last byte and found right. */
    INTACT("no recent snapshot is shown to be whole"),
    /** No snapshot that is young enough is known to have what unsealing needs. */
    UNSEALABLE("no recent snapshot is shown to have what unsealing needs"),
    /** No recent restore drill succeeded. */
    RESTORED("no recent restore drill has shown that a snapshot can be restored");

    private final String meaning;

    MissingProof(String meaning) {
        this.meaning = meaning;
    }

    /** Returns what the absence means, as part of a sentence. */
    public String meaning() {
        return meaning;
    }

    /** Returns the name used in documents and message attributes: that of the level, or {@code none}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the constant with the given {@link #id()}, or empty for any other text. */
    public static Optional<MissingProof> ofId(String id) {
        return Ids.find(values(), MissingProof::id, id);
    }
}
