package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a status keeps of an alert after it was told, for the history that a person reads.
 *
 * @param id the alert's id
 * @param at when it was decided
 * @param kind why it was sent
 * @param cause what it is about; for a recovery what ended
 * @param severity how bad that was
 */
public record PastAlert(String id, Instant at, AlertKind kind, Cause cause, AlertSeverity severity) {
    /** How many a status keeps. */
    public static final int KEPT = 20;

    /** Returns what is kept of an alert. */
    public static PastAlert of(Alert alert) {
        return new PastAlert(
                alert.id(),
                alert.at(),
                alert.kind(),
                alert.situation().cause(),
                alert.situation().severity());
    }

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        map.put("at", at.toString());
        map.put("kind", kind.id());
        map.put("cause", cause.id());
        map.put("severity", severity.id());
        return map;
    }

    static PastAlert of(JsonObject document) {
        return new PastAlert(
                document.text("id"),
                document.time("at"),
                document.oneOf("kind", AlertKind::ofId),
                document.oneOf("cause", Cause::ofId),
                document.oneOf("severity", AlertSeverity::ofId));
    }
}
