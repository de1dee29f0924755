package io.vaultsnapshot.contract.finding;

import io.vaultsnapshot.contract.document.Ids;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a finding says about a snapshot, and what all its findings together say. */
public enum Verdict {
    /** The snapshot was read to the last byte, and the bytes are right. A finding with this verdict is a warning. */
    INTACT,
    /** The bytes are wrong: do not rely on the snapshot. */
    CORRUPT,
    /**
     * The bytes are right, but the snapshot does not look like a successor of the last proven one. It replaces that one
     * only after an operator has acknowledged the findings.
     */
    SUSPECT,
    /** The snapshot could not be checked, so nothing is claimed about its bytes. */
    UNKNOWN;

    private static final Comparator<Verdict> WORST_FIRST =
            Comparator.comparingInt(List.of(CORRUPT, SUSPECT, UNKNOWN, INTACT)::indexOf);

    /** Returns the word used in documents and output, such as {@code intact}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the verdict with the given {@link #id()}, or empty for any other text. */
    public static Optional<Verdict> ofId(String id) {
        return Ids.find(values(), Verdict::id, id);
    }

    /** Returns the worst verdict of the findings; intact when there are none. */
    public static Verdict of(Collection<FindingCode> findings) {
        return findings.stream().map(FindingCode::verdict).min(WORST_FIRST).orElse(INTACT);
    }
}
