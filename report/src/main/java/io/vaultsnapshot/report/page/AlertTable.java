package io.vaultsnapshot.report.page;

import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.PastAlert;
import io.vaultsnapshot.report.facts.Evidence;
import io.vaultsnapshot.report.html.Html;
import io.vaultsnapshot.report.html.Tag;
import io.vaultsnapshot.report.text.Age;
import java.util.List;

/** The alerts about one cluster in the period, and whether topic and event bus took them. */
final class AlertTable {
    private AlertTable() {}

    static Html draw(String id, ClusterStatus status, Evidence evidence) {
        Html cut = evidence.alertsCutAt() == null
                ? Html.EMPTY
                : Tag.P.of("The status keeps the last " + PastAlert.KEPT + " alerts; those before "
                        + Age.time(evidence.alertsCutAt()) + " are not known here.");
        if (evidence.alerts().isEmpty()) {
            return Html.of(Tag.P.of("None in the period."), cut);
        }
        return Html.of(
                Cells.table(
                        id,
                        "Alerts about " + status.cluster() + " in the period",
                        List.of("Decided", "Kind", "About", "Taken by topic and event bus"),
                        evidence.alerts().stream()
                                .map(each -> row(each, status))
                                .toList()),
                cut);
    }

    private static Html row(PastAlert alert, ClusterStatus status) {
        boolean waiting =
                status.undelivered().stream().anyMatch(each -> each.id().equals(alert.id()));
        return Cells.row(
                Cells.time(alert.at()),
                Html.text(alert.kind().id() + ", " + alert.severity().id()),
                Html.text(alert.cause().meaning(1)),
                Html.text(waiting ? "! not yet" : "yes"));
    }
}
