package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The words of alerts: times, spans, what a state means for recovery and what to run next. */
final class Wording {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Wording() {}

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** Returns a span as a person says it: its two largest parts. */
    static String span(Duration span) {
        long days = span.toDays();
        if (days > 0) {
            return days + " d " + span.toHoursPart() + " h";
        }
        return span.toHours() > 0 ? span.toHours() + " h " + span.toMinutesPart() + " min" : span.toMinutes() + " min";
    }

    static String state(ClusterState state) {
        return state.id().toUpperCase(Locale.ROOT);
    }

    static String what(Alert alert) {
        if (alert.kind() == AlertKind.RECOVERY) {
            return ClusterState.HEALTHY.meaning() + "; before, " + alert.state().meaning();
        }
        if (alert.kind() == AlertKind.NOTICE && alert.state() == ClusterState.HEALTHY) {
            return "the newest snapshot is proven, and something in it wants a look";
        }
        return alert.level() == ProofLevel.NONE
                ? alert.state().meaning()
                : alert.state().meaning() + " (level " + alert.level().id() + ": "
                        + alert.level().shown() + ")";
    }

    /** Returns what would be lost now: the actual recovery point objective. */
    static String forRecovery(Alert alert) {
        ProvenSnapshot proven = alert.lastProven();
        if (proven == null) {
            return alert.state() == ClusterState.UNKNOWN
                    ? "not known until somebody can look."
                    : "there is no proven snapshot; Vault cannot be brought back from this bucket.";
        }
        return "Vault can be brought back as of " + time(proven.takenAt()) + ". The last "
                + span(Duration.between(proven.takenAt(), alert.at())) + " would be lost.";
    }

    static String lastGood(Alert alert, AlertLinks links) {
        ProvenSnapshot proven = alert.lastProven();
        if (proven == null) {
            return alert.state() == ClusterState.UNKNOWN ? "not known" : "none";
        }
        return links.s3(proven.key().format()) + " (" + proven.level().id() + ")";
    }

    /** Returns the one command to run next. */
    static String doNext(Alert alert, AlertLinks links) {
        if (alert.snapshotKey() != null && alert.state() != ClusterState.STALE) {
            return "./vault-snapshot verify " + links.s3(alert.snapshotKey());
        }
        return switch (alert.state()) {
            case STALE, NEVER, LATE ->
                "kubectl get cronjobs,jobs,pods --all-namespaces -l " + KubernetesNames.APP_LABEL + "="
                        + KubernetesNames.APP;
            case HEALTHY, PAUSED, UNKNOWN, UNPROVEN, INVALID -> links.showStatus(alert.cluster());
        };
    }
}
