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
    /** As many names as a person reads; all of them are in the form for machines. */
    private static final int NAMES_SHOWN = 50;

    private GroupWording() {}

    static String subject(AlertGroup group) {
        String clusters = group.alerts().size() + " clusters";
        String state = Wording.state(group.state());
        return switch (group.kind()) {
            case PROBLEM ->
                "Vault backup " + state + ": " + clusters + ", " + group.state().meaning();
            case REMINDER -> "Vault backup still " + state + ": " + clusters + ", since " + since(group);
            case RECOVERY -> "Vault backup healthy again: " + clusters + ", were " + state;
            case NOTICE -> "Vault backup notice: " + clusters;
            case CHANGE -> throw AlertMessage.notForPeople(group.id());
        };
    }

    static String body(AlertGroup group, AlertLinks links) {
        List<String> lines = new ArrayList<>();
        lines.add(group.alerts().size() + " clusters: " + Wording.what(group.first()) + ".");
        lines.add("Since " + since(group) + ", the first of them.");
        lines.add("So many at once have one cause as a rule: look for what they share.");
        lines.add("");
        lines.add("For recovery: " + forRecovery(group));
        if (group.kind() != AlertKind.RECOVERY) {
            lines.add("");
            lines.add("Run next:");
            lines.add(links.showFleet());
            lines.add("");
            lines.add("Runbook: " + links.runbook(group.state()));
        }
        lines.add("Severity: " + group.severity().id());
        lines.add("Alert: " + group.id());
        lines.add("");
        lines.add("Clusters:");
        group.alerts().stream().limit(NAMES_SHOWN).map(Alert::cluster).forEach(lines::add);
        if (group.alerts().size() > NAMES_SHOWN) {
            lines.add("and " + (group.alerts().size() - NAMES_SHOWN) + " more");
        }
        return String.join("\n", lines) + "\n";
    }

    private static String since(AlertGroup group) {
        List<Instant> times = group.alerts().stream().map(Alert::since).toList();
        return Wording.time(Collections.min(times));
    }

    private static String forRecovery(AlertGroup group) {
        Alert worst = Collections.min(group.alerts(), Comparator.comparing(GroupWording::provenUpTo));
        long without = group.alerts().stream()
                .filter(alert -> alert.lastProven() == null)
                .count();
        if (without == group.alerts().size()) {
            return "none of them has a proven snapshot.";
        }
        String words = "the worst off is " + worst.cluster() + ": " + Wording.forRecovery(worst);
        return without > 0 ? words + " " + without + " have no proven snapshot." : words;
    }

    /** Clusters without any proof are counted, so here they sort last. */
    private static Instant provenUpTo(Alert alert) {
        ProvenSnapshot proven = alert.lastProven();
        return proven == null ? Instant.MAX : proven.takenAt();
    }
}
