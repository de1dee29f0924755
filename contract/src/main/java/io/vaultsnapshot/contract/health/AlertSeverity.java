package io.vaultsnapshot.contract.health;

import io.vaultsnapshot.contract.document.Ids;
import java.util.Locale;
import java.util.Optional;

/** How much an alert matters, least first. While a state lasts it may rise, which is told, and never falls. */
public enum AlertSeverity {
    /** Nothing is wrong: a recovery, a pause, a remark about a good snapshot. */
    INFO,
    /** Something is wrong, and the last proven snapshot is still as young as was promised. */
    WARNING,
    /** Recovery is in danger: no proven snapshot is young enough, or the newest one is corrupt. */
    CRITICAL;

    /** Returns the name used in documents and message attributes, such as {@code critical}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the severity with the given {@link #id()}, or empty for any other text. */
    public static Optional<AlertSeverity> ofId(String id) {
        return Ids.find(values(), AlertSeverity::id, id);
    }
}
