package io.vaultsnapshot.report.page;

import io.vaultsnapshot.contract.settings.AlertProtocol;
import io.vaultsnapshot.contract.settings.AlertSubscription;
import io.vaultsnapshot.report.facts.Custody;
import io.vaultsnapshot.report.facts.Evidence;
import io.vaultsnapshot.report.facts.ReportFacts;
import io.vaultsnapshot.report.html.Html;
import io.vaultsnapshot.report.html.Tag;
import java.net.URI;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * What auditors ask about backups, and the numbers that answer it. The references are to ISO/IEC 27001:2022 Annex A, to Regulation
 * (EU) 2022/2554 (DORA) and to the AICPA's Trust Services Criteria of 2017 (SOC 2). The page gives numbers, no opinion.
 */
final class AuditorTable {
    private final ReportFacts facts;
    private final List<Evidence> all;

    AuditorTable(ReportFacts facts, List<Evidence> all) {
        this.facts = facts;
        this.all = all;
    }

    Html draw() {
        return Html.of(
                Tag.P.of("These are numbers for an auditor, not an opinion on whether they suffice."),
                Cells.table(
                        "t-auditor",
                        "What auditors ask, for all clusters of this page",
                        List.of(
                                "Question",
                                "Answer for " + facts.origin().period().first() + " to "
                                        + facts.origin().period().last()),
                        List.of(
                                row(
                                        "Are backups taken as planned?",
                                        "ISO 27001 A.8.13; DORA Art. 12(1); SOC 2 A1.2",
                                        taken()),
                                row("Are they checked?", "ISO 27001 A.8.13; DORA Art. 12(2); SOC 2 A1.3", checked()),
                                row(
                                        "Are they restored in tests, and how fast?",
                                        "ISO 27001 A.8.13; DORA Art. 12(2) and 12(6); SOC 2 A1.3",
                                        restored()),
                                row("Who is told when one fails?", "DORA Art. 10(1); SOC 2 CC7.2", told()),
                                row("Could the evidence have been changed?", "ISO 27001 A.5.28 and A.5.33", custody()),
                                row("What was removed?", "ISO 27001 A.8.10; DORA Art. 12(1)", removed()))));
    }

    private static Html row(String question, String reference, String answer) {
        return Cells.row(Cells.lines(Html.text(question), Cells.small(reference)), Html.text(answer));
    }

    private int sum(ToIntFunction<Evidence> number) {
        return all.stream().mapToInt(number).sum();
    }

    private String taken() {
        long unknown = all.stream().filter(each -> each.missing() == null).count();
        int missing = sum(each -> each.missing() == null ? 0 : each.missing());
        return Cells.count(sum(each -> each.backups().taken()), "backup") + " of " + Cells.count(all.size(), "cluster")
                + " taken; " + missing + " that the schedule of today's settings demanded did not come"
                + (unknown == 0 ? "." : "; the schedule of " + Cells.count(unknown, "cluster") + " is not known here.");
    }

    private String checked() {
        return sum(each -> each.backups().verified()) + " of them were read to the last byte, every checksum compared: "
                + sum(each -> each.backups().proven()) + " are whole, "
                + sum(each -> each.backups().bad())
                + " are corrupt or suspect.";
    }

    private String restored() {
        return Cells.count(sum(each -> each.drills().run()), "restore drill") + ", of which "
                + sum(each -> each.drills().restored()) + " read a known value from a restored server and "
                + sum(each -> each.drills().failed()) + " failed. Each cluster's section has the times reached.";
    }

    private String told() {
        boolean cut = all.stream().anyMatch(each -> each.alertsCutAt() != null);
        String alerts =
                (cut ? "At least " : "") + Cells.count(sum(each -> each.alerts().size()), "alert") + ". ";
        if (facts.subscribers() == null) {
            return alerts + "The subscribers are not known here, since this page was printed without the settings.";
        }
        String who = facts.subscribers().isEmpty()
                ? "The settings name no subscriber; others may have been added to the topic by hand."
                : "According to the settings of today, they go to "
                        + facts.subscribers().stream()
                                .map(AuditorTable::subscriber)
                                .collect(Collectors.joining(", "))
                        + ".";
        return alerts + who
                + " Whether a subscriber confirmed, and whether a person read a message, is not known here.";
    }

    /** The rest of a web hook's URL is often its password. */
    private static String subscriber(AlertSubscription subscriber) {
        String where = subscriber.endpoint();
        if (subscriber.protocol() == AlertProtocol.HTTPS) {
            String host = host(where);
            where = host + "/…";
        } else if (subscriber.protocol() == AlertProtocol.SMS) {
            where = "…" + where.substring(Math.max(0, where.length() - 3));
        }
        return subscriber.protocol().id() + " " + where;
    }

    private static String host(String url) {
        try {
            return String.valueOf(URI.create(url).getHost());
        } catch (IllegalArgumentException notAUri) {
            return "a web hook";
        }
    }

    private String custody() {
        long whole = count(Custody.Checked.class, true);
        long broken = count(Custody.Checked.class, false);
        long failed = count(Custody.Failed.class, false);
        long skipped = count(Custody.NotAsked.class, false);
        return "When this page was printed, the chain of records was followed and its signatures were checked for "
                + Cells.count(whole + broken, "cluster") + ": " + whole + " whole, " + broken + " not"
                + (failed == 0 ? "" : ". For " + Cells.count(failed, "cluster") + " the check was not possible")
                + (skipped == 0 ? "" : ". For " + Cells.count(skipped, "cluster") + " nobody asked for it")
                + ". Nothing is claimed of those that were not checked.";
    }

    private long count(Class<? extends Custody> kind, boolean whole) {
        return facts.clusters().stream()
                .map(each -> each.custody())
                .filter(kind::isInstance)
                .filter(each -> !(each instanceof Custody.Checked checked) || checked.isWhole() == whole)
                .count();
    }

    private String removed() {
        return "The retention let " + Cells.count(sum(Evidence::released), "version")
                + " go; S3 deletes those some days later. "
                + sum(each -> each.backups().gone())
                + " backups of the period are no longer shown by the bucket.";
    }
}
