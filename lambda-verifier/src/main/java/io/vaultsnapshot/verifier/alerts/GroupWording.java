package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The words of an alert about several clusters. */
final class GroupWording {
    /** As many names as a person reads; the document for programs has all of them. */
    private static final int NAMES_SHOWN = 50;

    private GroupWording() {}

    static AlertMessage message(AlertGroup group, AlertLinks links) {
        return new AlertMessage(subject(group), String.join("\n", body(group, links)) + "\n");
    }

    private static String subject(AlertGroup group) {
        String severity = Wording.severity(group.severity());
        String meaning = what(group);
        return switch (group.kind()) {
            case PROBLEM -> "Vault backup " + severity + ": " + meaning;
            case REMINDER -> "Vault backup still " + severity + ": " + meaning;
            case RECOVERY -> "Vault backup OK: " + meaning;
            case NOTICE -> "Vault backup notice: " + meaning;
            case PAUSE -> "Vault backup paused: " + meaning;
            case RESUME -> "Vault backup resumes: " + meaning;
        };
    }

    private static String what(AlertGroup group) {
        int size = group.alerts().size();
        String clusters = size + " clusters: ";
        return switch (group.kind()) {
            case PROBLEM, REMINDER -> clusters + group.cause().meaning(size);
            case RECOVERY ->
                clusters + Wording.recovered(group.state(), group.first().now());
            case NOTICE -> clusters + "their newest snapshots have findings";
            case PAUSE -> clusters + "backups are paused";
            case RESUME -> clusters + "the declared pauses are over";
        };
    }

    private static List<String> body(AlertGroup group, AlertLinks links) {
        List<String> lines = new ArrayList<>();
        lines.add(what(group) + ".");
        if (isProblem(group)) {
            lines.add("Since " + Wording.time(group.since()) + ", the first of them.");
        }
        lines.add("You would lose: " + loss(group, links));
        lines.add("");
        lines.addAll(doNow(group, links));
        lines.add("Runbook: " + links.runbookPlace(group.first()));
        lines.add("");
        lines.add("Severity: " + group.severity().id());
        lines.add("Alert: " + group.id());
        lines.add("");
        lines.addAll(names(group));
        return lines;
    }

    private static boolean isProblem(AlertGroup group) {
        return group.kind() == AlertKind.PROBLEM || group.kind() == AlertKind.REMINDER;
    }

    private static List<String> doNow(AlertGroup group, AlertLinks links) {
        return isProblem(group)
                ? List.of(
                        "Do now: look for what these clusters share. When several fail at once, the reason is usually one.",
                        links.showFleet())
                : List.of("Do now: nothing.");
    }

    private static List<String> names(AlertGroup group) {
        List<String> lines = new ArrayList<>();
        lines.add("Clusters:");
        group.alerts().stream()
                .limit(NAMES_SHOWN)
                .map(alert -> name(group, alert))
                .forEach(lines::add);
        if (group.alerts().size() > NAMES_SHOWN) {
            lines.add("and " + (group.alerts().size() - NAMES_SHOWN) + " more");
        }
        return lines;
    }

    /** A recovery needs no reason. */
    private static String name(AlertGroup group, Alert alert) {
        return isProblem(group)
                ? alert.cluster()
                        + alert.situation()
                                .reason(Wording::time)
                                .map(why -> ": " + why)
                                .orElse("")
                : alert.cluster();
    }

    private static String loss(AlertGroup group, AlertLinks links) {
        List<Alert> proven = group.alerts().stream()
                .filter(alert -> alert.lastProven() != null)
                .toList();
        int without = group.alerts().size() - proven.size();
        if (proven.isEmpty()) {
            return "everything: none of these clusters has a proven snapshot.";
        }
        Alert worst = Collections.min(proven, Comparator.comparing(GroupWording::provenUpTo));
        String words = "at " + worst.cluster() + ", the worst of them, " + Wording.loss(worst, links.zone(worst));
        return without == 0
                ? words
                : words + " Clusters without any proven snapshot: " + without + "; they would lose everything.";
    }

    private static Instant provenUpTo(Alert alert) {
        ProvenSnapshot proven = alert.lastProven();
        return proven == null ? Instant.MAX : proven.takenAt();
    }
}
