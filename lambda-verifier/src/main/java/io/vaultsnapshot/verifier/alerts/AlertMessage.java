package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.finding.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * An alert as a person reads it on a phone: short lines, the most important one first.
 *
 * @param subject one line that stands alone: ASCII and at most {@value #SUBJECT_LIMIT} characters, as SNS wants it
 * @param body what, since when, what it means for recovery, what to do next
 */
public record AlertMessage(String subject, String body) {
    /** SNS's own limit of a subject. */
    public static final int SUBJECT_LIMIT = 100;
    /** More findings than this are not read on a phone; all of them are in the record. */
    private static final int FINDINGS_SHOWN = 5;

    /** Returns the message for one alert or for a group. */
    public static AlertMessage of(AlertGroup group, AlertLinks links) {
        if (SelfTest.isOf(group.first().cluster())) {
            return new AlertMessage(SelfTestWording.subject(), SelfTestWording.body(group.first(), links));
        }
        return group.isSingle()
                ? new AlertMessage(cut(subject(group.first())), body(group.first(), links))
                : new AlertMessage(cut(GroupWording.subject(group)), GroupWording.body(group, links));
    }

    private static String subject(Alert alert) {
        String state = Wording.state(alert.state());
        String since = Wording.time(alert.since());
        return switch (alert.kind()) {
            case PROBLEM ->
                "Vault backup " + state + ": " + alert.cluster() + ", "
                        + alert.state().meaning();
            case REMINDER -> "Vault backup still " + state + ": " + alert.cluster() + ", since " + since;
            case RECOVERY -> "Vault backup healthy again: " + alert.cluster() + ", was " + state + " since " + since;
            case NOTICE -> "Vault backup notice: " + alert.cluster() + ", " + Wording.what(alert);
            case CHANGE -> throw notForPeople(alert.id());
        };
    }

    static IllegalArgumentException notForPeople(String id) {
        return new IllegalArgumentException(id + " is for the event bus only");
    }

    private static String cut(String subject) {
        return subject.length() <= SUBJECT_LIMIT ? subject : subject.substring(0, SUBJECT_LIMIT - 3) + "...";
    }

    private static String body(Alert alert, AlertLinks links) {
        List<String> lines = new ArrayList<>();
        lines.add(alert.cluster() + ": " + Wording.what(alert) + ".");
        lines.add("Since " + Wording.time(alert.since()) + ".");
        if (alert.dueAt() != null) {
            lines.add("Was due " + Wording.time(alert.dueAt()) + ".");
        }
        addFindings(alert, lines);
        lines.add("");
        lines.add("For recovery: " + Wording.forRecovery(alert));
        lines.add("Last good: " + Wording.lastGood(alert, links));
        if (alert.kind() != AlertKind.RECOVERY) {
            lines.add("");
            lines.add("Run next:");
            lines.add(Wording.doNext(alert, links));
            lines.add("");
            lines.add("Runbook: " + links.runbook(alert));
        }
        lines.add("Severity: " + alert.severity().id());
        lines.add("Alert: " + alert.id());
        return String.join("\n", lines) + "\n";
    }

    private static void addFindings(Alert alert, List<String> lines) {
        if (alert.snapshotKey() != null) {
            lines.add("Snapshot: " + alert.snapshotKey());
        }
        for (Finding finding : alert.findings()
                .subList(0, Math.min(FINDINGS_SHOWN, alert.findings().size()))) {
            lines.add("Found " + finding.code() + ": " + finding.message());
            lines.add("Restoring it: " + finding.code().consequence().text());
        }
        if (alert.findings().size() > FINDINGS_SHOWN) {
            lines.add("and " + (alert.findings().size() - FINDINGS_SHOWN) + " more findings.");
        }
    }
}
