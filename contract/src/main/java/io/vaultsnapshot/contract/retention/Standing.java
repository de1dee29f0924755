package io.vaultsnapshot.contract.retention;

import io.vaultsnapshot.contract.document.Ids;
import io.vaultsnapshot.contract.record.VerificationRecord;
import java.util.Locale;
import java.util.Optional;

/** What a version of a snapshot counts for. */
public enum Standing {
    /** It was proven. It supersedes older ones and can be superseded. */
    PROVEN,
    /** It is corrupt, and that was told. It supersedes nothing and can be superseded. */
    DAMAGED,
    /** It is not known what it is worth, or somebody looks into it. It supersedes nothing and never goes. */
    HELD;

    /** Returns what the recorded version counts for. Whatever has an acknowledged finding is evidence. */
    public static Standing of(VerificationRecord record) {
        boolean evidence = record.findings().stream().anyMatch(finding -> finding.acknowledged() != null);
        if (evidence || !record.wasRead()) {
            return HELD;
        }
        return switch (record.verdict()) {
            case INTACT -> PROVEN;
            case CORRUPT -> DAMAGED;
            case SUSPECT, UNKNOWN -> HELD;
        };
    }

    /** Returns the name used in documents. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the standing with the given {@link #id()}, or empty for any other text. */
    public static Optional<Standing> ofId(String id) {
        return Ids.find(values(), Standing::id, id);
    }
}
