package io.vaultsnapshot.report.page;

import io.vaultsnapshot.report.facts.BackupCalendar;
import io.vaultsnapshot.report.facts.ClusterFacts;
import io.vaultsnapshot.report.facts.Evidence;
import io.vaultsnapshot.report.facts.ReportFacts;
import io.vaultsnapshot.report.html.Attribute;
import io.vaultsnapshot.report.html.Html;
import io.vaultsnapshot.report.html.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The numbers of every cluster in one table, and what they answer. */
final class EvidenceSection {
    private final ReportFacts facts;
    private final Map<ClusterFacts, BackupCalendar> calendars;
    private final boolean withCalendars;

    /**
     * Draws the evidence.
     *
     * @param withCalendars whether to show each cluster's calendar as one line, for pages on which not every cluster has a
     *     section of its own
     */
    EvidenceSection(ReportFacts facts, Map<ClusterFacts, BackupCalendar> calendars, boolean withCalendars) {
        this.facts = facts;
        this.calendars = calendars;
        this.withCalendars = withCalendars;
    }

    Html draw() {
        List<Evidence> all = new ArrayList<>();
        List<Html> rows = new ArrayList<>();
        calendars.forEach((cluster, calendar) -> {
            Evidence evidence = Evidence.of(cluster, calendar, facts.origin());
            all.add(evidence);
            rows.add(row(cluster, calendar, evidence));
        });
        return Tag.SECTION
                .with(Attribute.LABELLED_BY, "evidence")
                .of(
                        Tag.H2.with(Attribute.ID, "evidence").of("Evidence"),
                        new AuditorTable(facts, all).draw(),
                        rows.isEmpty()
                                ? Html.EMPTY
                                : Cells.table("t-evidence", "The period in numbers, by cluster", heads(), rows));
    }

    private List<String> heads() {
        List<String> heads = new ArrayList<>(List.of("Cluster"));
        if (withCalendars) {
            heads.add("Days");
        }
        heads.addAll(List.of("Taken", "Verified", "Whole", "Bad", "Missing", "Drills", "Alerts", "Let go", "Chain"));
        return heads;
    }

    private Html row(ClusterFacts cluster, BackupCalendar calendar, Evidence evidence) {
        List<Html> cells = new ArrayList<>();
        if (withCalendars) {
            cells.add(CalendarView.strip(calendar.days()));
        }
        Evidence.Backups backups = evidence.backups();
        cells.add(number(backups.taken()));
        cells.add(number(backups.verified()));
        cells.add(number(backups.proven()));
        cells.add(number(backups.bad()));
        cells.add(Html.text(
                evidence.missing() == null ? "not known" : evidence.missing().toString()));
        cells.add(Html.text(drills(evidence.drills())));
        cells.add(Html.text((evidence.alertsCutAt() == null ? "" : "at least ")
                + evidence.alerts().size()));
        cells.add(number(evidence.released()));
        cells.add(Html.text(CustodyText.brief(cluster.custody())));
        return Cells.row(Html.text(cluster.name()), cells.toArray(Html[]::new));
    }

    private static String drills(Evidence.Drills drills) {
        return drills.restored() + " of " + drills.run()
                + (drills.failed() == 0 ? "" : ", ! " + drills.failed() + " failed");
    }

    private static Html number(int number) {
        return Html.text(String.valueOf(number));
    }
}
