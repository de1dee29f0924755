package io.vaultsnapshot.contract.finding;

import io.vaultsnapshot.contract.document.Ids;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What looking at one snapshot came to. */
public enum Verdict {
    /** Read to the last byte, and nothing that must be there is missing or wrong. */
    INTACT,
    /** The bytes themselves are wrong. */
    CORRUPT,
    /** Read and whole, but not a plausible successor of the last proven snapshot. */
    SUSPECT,
    /** Nobody could look, so nothing is claimed. */
    UNKNOWN;

    private static final Comparator<Verdict> BY_BADNESS =
            Comparator.comparingInt(List.of(CORRUPT, SUSPECT, UNKNOWN, INTACT)::indexOf);

    /** Returns the word used in documents and output, such as {@code intact}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the verdict with the given {@link #id()}, or empty for any other text. */
    public static Optional<Verdict> ofId(String word) {
        return Ids.find(values(), Verdict::id, word);
    }

    /** Returns the verdict that follows from the findings: the worst of their severities decides. */
    public static Verdict of(Collection<FindingCode> findings) {
        return findings.stream()
                .map(code -> of(code.severity()))
                .min(BY_BADNESS)
                .orElse(INTACT);
    }

    private static Verdict of(Severity severity) {
        return switch (severity) {
            case CORRUPT -> CORRUPT;
            case SUSPECT -> SUSPECT;
            case UNKNOWN -> UNKNOWN;
            case WARNING -> INTACT;
        };
    }
}
