package io.vaultsnapshot.contract.alert;

import io.vaultsnapshot.contract.document.Ids;
import java.util.Locale;
import java.util.Optional;

/** Why subscribers are told something. */
public enum AlertKind {
    /** The cluster's state became bad, bad in another way, or worse than it was. */
    PROBLEM,
    /** It has been bad for another day. */
    REMINDER,
    /** It is bad no longer. */
    RECOVERY,
    /** The newest snapshot is proven, and something about it is worth a look. Told once. */
    NOTICE,
    /** A declared pause begins, or gets another end. */
    PAUSE,
    /** A declared pause is over. */
    RESUME;

    /** Returns the name used in documents and message attributes. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the kind with the given {@link #id()}, or empty for any other text. */
    public static Optional<AlertKind> ofId(String id) {
        return Ids.find(values(), AlertKind::id, id);
    }
}
