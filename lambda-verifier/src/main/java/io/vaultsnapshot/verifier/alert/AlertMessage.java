package io.vaultsnapshot.verifier.alert;

import io.vaultsnapshot.contract.ClusterState;
import io.vaultsnapshot.contract.KubernetesNames;
import io.vaultsnapshot.contract.document.Alert;
import io.vaultsnapshot.contract.document.AlertKind;
import io.vaultsnapshot.contract.document.Finding;
import io.vaultsnapshot.contract.document.ProvenSnapshot;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An alert as a person reads it on a phone.
 *
 * @param subject one line that stands alone: ASCII and at most {@value #SUBJECT_LIMIT} characters, as SNS wants it
 * @param body what, since when, what it means for recovery, what to do next
 */
public record AlertMessage(String subject, String body) {
    /** SNS's own limit of a subject. */
    public static final int SUBJECT_LIMIT = 100;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Returns the message for an alert about a snapshot in the given bucket. */
    public static AlertMessage of(Alert alert, String bucket) {
        return new AlertMessage(subject(alert), body(alert, bucket));
    }

    private static String subject(Alert alert) {
        String state = alert.state().word().toUpperCase(Locale.ROOT);
        String text =
                switch (alert.kind()) {
                    case PROBLEM ->
                        "Vault backup " + state + ": " + alert.cluster() + ", "
                                + alert.state().meaning();
                    case REMINDER ->
                        "Vault backup still " + state + ": " + alert.cluster() + ", since "
                                + TIME.format(alert.since());
                    case RECOVERY ->
                        "Vault backup healthy again: " + alert.cluster() + ", was " + state + " since "
                                + TIME.format(alert.since());
                    case NOTICE -> "Vault backup notice: " + alert.cluster() + ", state " + state;
                };
        return text.length() <= SUBJECT_LIMIT ? text : text.substring(0, SUBJECT_LIMIT - 3) + "...";
    }

    private static String body(Alert alert, String bucket) {
        List<String> lines = new ArrayList<>();
        lines.add("Cluster:      " + alert.cluster());
        lines.add("What:         " + what(alert));
        lines.add("Since:        " + TIME.format(alert.since()));
        Instant dueAt = alert.dueAt();
        if (dueAt != null) {
            lines.add("Was due:      " + TIME.format(dueAt));
        }
        if (alert.snapshotKey() != null) {
            lines.add("Snapshot:     s3://" + bucket + "/" + alert.snapshotKey());
        }
        for (Finding finding : alert.findings()) {
            lines.add("Found:        " + finding.code() + ", " + finding.message());
            lines.add("Restoring it: " + finding.code().consequence().text());
        }
        lines.add("Last proven:  " + lastProven(alert));
        lines.add("For recovery: " + forRecovery(alert));
        if (alert.kind() != AlertKind.RECOVERY) {
            lines.add("Do next:      " + doNext(alert, bucket));
            lines.add("Runbook:      docs/runbook.md#" + alert.state().word());
        }
        lines.add("Alert:        " + alert.id());
        return String.join("\n", lines) + "\n";
    }

    private static String what(Alert alert) {
        return alert.kind() == AlertKind.RECOVERY
                ? ClusterState.HEALTHY.meaning() + "; before, " + alert.state().meaning()
                : alert.state().meaning();
    }

    private static String lastProven(Alert alert) {
        ProvenSnapshot proven = alert.lastProven();
        if (proven == null) {
            return alert.state() == ClusterState.UNKNOWN ? "not known" : "none";
        }
        return TIME.format(proven.takenAt()) + ", " + proven.level().word() + ", " + proven.key();
    }

    private static String forRecovery(Alert alert) {
        ProvenSnapshot proven = alert.lastProven();
        if (proven == null) {
            return alert.state() == ClusterState.UNKNOWN
                    ? "not known until somebody can look"
                    : "there is no proven snapshot; Vault cannot be brought back from this bucket";
        }
        return "Vault can be brought back as of " + TIME.format(proven.takenAt())
                + "; what changed later is not covered";
    }

    private static String doNext(Alert alert, String bucket) {
        return switch (alert.state()) {
            case INVALID, UNKNOWN, UNPROVEN -> "./vault-snapshot verify s3://" + bucket + "/" + alert.snapshotKey();
            case STALE, NEVER, LATE ->
                "kubectl get cronjobs,jobs,pods --all-namespaces -l " + KubernetesNames.APP_LABEL + "="
                        + KubernetesNames.APP + " (on cluster " + alert.cluster() + ")";
            case HEALTHY, PAUSED -> "nothing";
        };
    }
}
