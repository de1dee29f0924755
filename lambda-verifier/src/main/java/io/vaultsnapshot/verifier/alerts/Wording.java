package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words that alerts about one cluster and about several share: times, spans, losses, recoveries. */
final class Wording {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter LOCAL_TIME = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT);

    private static final String MOMENT = "less than a minute";

    private Wording() {}

    static String time(@Nullable Instant instant) {
        return instant == null ? "an unknown time" : TIME.format(instant);
    }

    /** As above, with the time on the clocks of a zone behind it, where they show another one. */
    static String time(@Nullable Instant instant, ZoneId zone) {
        boolean same = instant == null || zone.getRules().getOffset(instant).equals(ZoneOffset.UTC);
        return time(instant)
                + (same ? "" : " (" + LOCAL_TIME.withZone(zone).format(instant) + " in " + zone.getId() + ")");
    }

    /** Returns how long ago something was, as the end of a sentence about the time. */
    static String ago(Instant then, Instant now) {
        return span(then, now) + " ago";
    }

    /** Returns a span as a person says it: its two largest parts. */
    static String span(Instant from, Instant to) {
        Duration span = Duration.between(from, to);
        if (span.toMinutes() < 1) {
            return MOMENT;
        }
        if (span.toDays() > 0) {
            return span.toDays() + " d " + span.toHoursPart() + " h";
        }
        return span.toHours() > 0 ? span.toHours() + " h " + span.toMinutesPart() + " min" : span.toMinutes() + " min";
    }

    static String severity(AlertSeverity severity) {
        return severity.name();
    }

    /** Returns what holds after a bad state has ended. */
    static String recovered(ClusterState ended, ClusterState now) {
        return switch (now) {
            case HEALTHY -> "healthy again, no longer " + ended.id();
            case PAUSED -> "no longer " + ended.id() + "; backups are paused";
            case PENDING -> "no longer " + ended.id() + "; the next snapshot or its proof is awaited";
            case UNKNOWN, UNPROVEN, STALE, INVALID -> "no longer " + ended.id() + ", now " + now.id();
        };
    }

    /** Returns what would be lost if the server had to be restored now. */
    static String loss(Alert alert, ZoneId zone) {
        ProvenSnapshot proven = alert.lastProven();
        if (proven == null) {
            return alert.now() == ClusterState.UNKNOWN
                    ? "not known: no snapshot is proven, and the newest one cannot be judged."
                    : "everything: there is no proven snapshot.";
        }
        String span = span(proven.takenAt(), alert.at());
        String changes = "all changes of " + (span.equals(MOMENT) ? MOMENT : "the last " + span)
                + ". The newest proven snapshot is of " + time(proven.takenAt(), zone) + ".";
        return switch (alert.kind() == AlertKind.RECOVERY
                ? Cause.PROVEN
                : alert.situation().cause()) {
            case SEAL_KEY_UNUSABLE ->
                "everything, unless the key becomes usable again: without it no server can unseal the snapshots.";
            case SEAL_KEY_UNCHECKED -> changes + " It is not known whether its key is still usable.";
            case UNSEALABLE_PROOF_EXPIRED -> changes + " It is whole, but not proven to unseal.";
            default -> changes;
        };
    }
}
