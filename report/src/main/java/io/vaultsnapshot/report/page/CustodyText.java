package io.vaultsnapshot.report.page;

import io.vaultsnapshot.report.facts.Custody;
import io.vaultsnapshot.report.html.Html;
import io.vaultsnapshot.report.html.Tag;
import io.vaultsnapshot.snapshot.custody.AuditFinding;
import io.vaultsnapshot.snapshot.custody.AuditReport;
import java.util.List;
import java.util.TreeSet;

/** What is known of a cluster's chain of records, and what is not. */
final class CustodyText {
    /** More findings are counted only: an audit of a bucket that somebody emptied has thousands. */
    private static final int MOST_FINDINGS = 50;

    private CustodyText() {}

    /** Returns it in a few words, for a table. */
    static String brief(Custody custody) {
        if (custody instanceof Custody.Checked checked) {
            AuditReport report = checked.report();
            String signed = report.signedBy().isEmpty() ? ", not signed" : ", signed";
            return checked.isWhole()
                    ? "whole, " + Cells.count(report.chained(), "record") + signed
                    : "! " + Cells.count(report.findings().size(), "finding");
        }
        return custody instanceof Custody.Failed ? "! could not be checked" : "not checked";
    }

    static Html draw(String id, String name, Custody custody) {
        if (custody instanceof Custody.Checked checked) {
            return checked(id, name, checked);
        }
        if (custody instanceof Custody.Failed failed) {
            return FleetSection.warning(
                    "The chain of records could not be checked, so nothing is claimed about it: " + failed.why());
        }
        return Tag.P.of(
                "The chain of records was not checked, since nobody asked for it (--no-audit). Nothing is claimed"
                        + " about it.");
    }

    private static Html checked(String id, String name, Custody.Checked checked) {
        AuditReport report = checked.report();
        String signed = report.signedBy().isEmpty()
                ? "The records are not signed."
                : "Valid signatures of " + String.join(", ", new TreeSet<>(report.signedBy())) + ".";
        String numbers =
                Cells.count(report.snapshots(), "backup") + " in the bucket, " + Cells.count(report.records(), "record")
                        + ", " + report.chained() + " of them in the chain. " + signed;
        if (checked.isWhole()) {
            return Tag.P.of(
                    "Checked when this page was printed, over all records and not only the period's: nothing was"
                            + " removed, replaced, reordered or left out, but what the retention let go. " + numbers);
        }
        return Html.of(
                FleetSection.warning("Checked when this page was printed, and not whole: "
                        + Cells.count(report.findings().size(), "finding") + ". " + numbers),
                findings(id, name, report.findings()));
    }

    private static Html findings(String id, String name, List<AuditFinding> findings) {
        int more = findings.size() - MOST_FINDINGS;
        return Html.of(
                Cells.table(
                        id,
                        "What is wrong with the chain of " + name,
                        List.of("About", "Finding"),
                        findings.stream()
                                .limit(MOST_FINDINGS)
                                .map(each -> Cells.row(
                                        Html.text(each.key()),
                                        Cells.lines(
                                                Html.text(each.code().meaning() + ": " + each.message()),
                                                Cells.small(each.code().name()))))
                                .toList()),
                more > 0 ? Tag.P.of("and " + more + " more; ./vault-snapshot audit shows them") : Html.EMPTY);
    }
}
