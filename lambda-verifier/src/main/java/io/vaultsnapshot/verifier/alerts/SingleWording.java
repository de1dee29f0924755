package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.drill.DrillEnd;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The words of an alert about one cluster. */
final class SingleWording {
    /** More findings than this are not read on a phone; all of them are in the record. */
    private static final int FINDINGS_SHOWN = 5;

    private SingleWording() {}

    static AlertMessage message(Alert alert, AlertLinks links) {
        return new AlertMessage(subject(alert, links.zone(alert)), String.join("\n", body(alert, links)) + "\n");
    }

    private static String subject(Alert alert, ZoneId zone) {
        Situation situation = alert.situation();
        String severity = Wording.severity(situation.severity());
        String meaning = alert.cluster() + ": " + situation.cause().meaning(1);
        return switch (alert.kind()) {
            case PROBLEM -> "Vault backup " + severity + ": " + meaning;
            case REMINDER -> "Vault backup still " + severity + ": " + meaning;
            case RECOVERY ->
                "Vault backup OK: " + alert.cluster() + ": " + Wording.recovered(situation.state(), alert.now());
            case NOTICE -> "Vault backup notice: " + alert.cluster() + ": " + codes(alert);
            case PAUSE ->
                "Vault backup paused: " + alert.cluster() + ": until " + Wording.time(situation.dueAt(), zone);
            case RESUME -> "Vault backup resumes: " + alert.cluster() + ": the declared pause is over";
        };
    }

    private static String codes(Alert alert) {
        return alert.findings().stream()
                .map(finding -> finding.code().name())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static List<String> body(Alert alert, AlertLinks links) {
        List<String> lines = new ArrayList<>(opening(alert, links.zone(alert)));
        lines.add("You would lose: " + Wording.loss(alert, links.zone(alert)));
        lines.add("");
        NextStep next = NextStep.of(alert, links);
        lines.add("Do now: " + next.sentence());
        if (next.command() != null) {
            lines.add(next.command());
        }
        lines.add("Runbook: " + links.runbookPlace(alert));
        lines.add("");
        lines.addAll(details(alert, links));
        return lines;
    }

    /** What is wrong, and since when. */
    private static List<String> opening(Alert alert, ZoneId zone) {
        Situation situation = alert.situation();
        String cluster = alert.cluster() + ": ";
        String since = Wording.time(situation.since(), zone);
        return switch (alert.kind()) {
            case PROBLEM, REMINDER -> problem(alert, cluster, zone);
            case RECOVERY ->
                List.of(
                        cluster + Wording.recovered(situation.state(), alert.now()) + ".",
                        "The problem was: " + situation.cause().meaning(1) + ".",
                        "It lasted from " + since + " for " + Wording.span(situation.since(), alert.at()) + ".");
            case NOTICE -> List.of(cluster + alert.findings().get(0).code().meaning());
            case PAUSE ->
                List.of(
                        cluster + "backups are paused until " + Wording.time(situation.dueAt(), zone) + ".",
                        "Until then no snapshot is expected, and none is called overdue.");
            case RESUME -> List.of(cluster + "the declared pause is over.", "Snapshots are expected again.");
        };
    }

    private static List<String> problem(Alert alert, String cluster, ZoneId zone) {
        Situation situation = alert.situation();
        List<String> lines = new ArrayList<>();
        lines.add(cluster + situation.cause().meaning(1) + ".");
        lines.add("Since " + Wording.time(situation.since(), zone) + ", " + Wording.ago(situation.since(), alert.at())
                + ".");
        DrillEnd drill = situation.drill();
        if (drill != null) {
            lines.add(drill.outcome().name() + ": " + drill.outcome().meaning());
            if (!drill.message().isEmpty()) {
                lines.add("The drill of " + Wording.time(drill.key().startedAt(), zone) + ": " + drill.message());
            }
        }
        Instant dueAt = situation.dueAt();
        if (dueAt != null) {
            boolean proof = situation.state() == ClusterState.UNPROVEN && situation.cause() != Cause.DRILL_OVERDUE;
            lines.add((proof ? "The last proof ran out " : "It was due ") + Wording.time(dueAt, zone) + ".");
        }
        situation.reason(time -> Wording.time(time, zone)).ifPresent(why -> lines.add("Why: " + why + "."));
        return lines;
    }

    private static List<String> details(Alert alert, AlertLinks links) {
        List<String> lines = new ArrayList<>();
        if (alert.snapshot() != null) {
            lines.add("Snapshot: " + links.s3(alert.snapshot()));
        }
        alert.findings().stream().limit(FINDINGS_SHOWN).forEach(finding -> lines.addAll(finding(finding)));
        if (alert.findings().size() > FINDINGS_SHOWN) {
            lines.add("and " + (alert.findings().size() - FINDINGS_SHOWN) + " more findings; the record has all.");
        }
        lines.add("Last proven: " + lastProven(alert, links));
        lines.add("Names for the runbook: " + names(alert, links));
        lines.add("Severity: " + alert.situation().severity().id());
        lines.add("Alert: " + alert.id());
        return lines;
    }

    /** The runbook's commands use these variables, so that its reader can paste them. */
    private static String names(Alert alert, AlertLinks links) {
        StringBuilder names = new StringBuilder("export BUCKET=")
                .append(links.bucket())
                .append(" CLUSTER=")
                .append(alert.cluster());
        if (alert.snapshot() != null) {
            names.append(" KEY=").append(alert.snapshot().format());
        }
        if (alert.lastProven() != null) {
            names.append(" LAST_PROVEN_KEY=").append(alert.lastProven().key().format());
        }
        return names.toString();
    }

    private static List<String> finding(Finding finding) {
        return List.of(
                "Found " + finding.code() + ": " + finding.message(),
                "If you restore it: " + finding.code().restoring());
    }

    private static String lastProven(Alert alert, AlertLinks links) {
        ProvenSnapshot proven = alert.lastProven();
        if (proven == null) {
            return "none";
        }
        // The level was shown when the snapshot was verified; an alert about its key says that it holds no longer.
        boolean unusable = alert.situation().cause() == Cause.SEAL_KEY_UNUSABLE && alert.kind() != AlertKind.RECOVERY;
        String shown = unusable
                ? ProofLevel.INTACT.brief() + ", cannot be unsealed now"
                : proven.level().brief();
        return links.s3(proven.key()) + " (" + shown + ")";
    }
}
