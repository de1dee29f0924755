package io.vaultsnapshot.report.page;

import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.report.facts.BackupCalendar;
import io.vaultsnapshot.report.facts.ClusterFacts;
import io.vaultsnapshot.report.facts.Evidence;
import io.vaultsnapshot.report.facts.Gap;
import io.vaultsnapshot.report.facts.ReportOrigin;
import io.vaultsnapshot.report.html.Attribute;
import io.vaultsnapshot.report.html.Html;
import io.vaultsnapshot.report.html.Tag;
import io.vaultsnapshot.report.text.Age;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that the page has of one cluster. */
final class ClusterSection {
    private final ClusterFacts cluster;
    private final BackupCalendar calendar;
    private final Evidence evidence;
    private final ReportOrigin origin;

    ClusterSection(ClusterFacts cluster, BackupCalendar calendar, ReportOrigin origin) {
        this.cluster = cluster;
        this.calendar = calendar;
        this.evidence = Evidence.of(cluster, calendar, origin);
        this.origin = origin;
    }

    /** Returns the name of a cluster's place in the page. A cluster's name has only characters that are allowed there. */
    static String id(String cluster) {
        return "c-" + cluster;
    }

    Html draw() {
        String id = id(cluster.name());
        return Tag.SECTION
                .with(Attribute.CLASS, "cluster")
                .with(Attribute.LABELLED_BY, id)
                .of(
                        Tag.H2.with(Attribute.ID, id).of(cluster.name()),
                        head(),
                        unreadable(),
                        CalendarView.draw(id + "-days", cluster.name(), calendar),
                        SizeCurve.draw(cluster.backups(), origin.period()),
                        Tag.H3.of("Gaps"),
                        gaps(id + "-gaps"),
                        Tag.H3.of("Restore drills"),
                        DrillTable.draw(id + "-drills", cluster.name(), cluster.drills()),
                        Tag.H3.of("Findings"),
                        FindingList.draw(id + "-findings", cluster.name(), cluster.backups()),
                        Tag.H3.of("Alerts"),
                        AlertTable.draw(id + "-alerts", cluster.status(), evidence),
                        Tag.H3.of("Chain of records"),
                        CustodyText.draw(id + "-chain", cluster.name(), cluster.custody()));
    }

    private Html head() {
        Situation situation = cluster.status().situation();
        Instant now = origin.printedAt();
        return Html.of(
                Tag.P.of(
                        Cells.state(situation.state()),
                        Html.text(": " + situation.cause().meaning(1) + ", since "),
                        Cells.time(situation.since()),
                        Html.text(" (" + Age.between(situation.since(), now) + ").")),
                Tag.P.of("Last proven backup: "
                        + proven(cluster.status().observations().lastProven(), now) + ". Watched since "
                        + Age.time(cluster.status().observations().watchedSince()) + "."),
                Tag.P.of("Longest time in the period without a new proven backup: "
                        + Cells.length(evidence.longestWithoutProof()) + objective() + "."));
    }

    private String objective() {
        ClusterSettings settings = cluster.settings();
        if (settings == null) {
            return "; the objective is not known here";
        }
        Duration rpo = settings.recovery().rpo();
        Duration reached = evidence.longestWithoutProof();
        String judged = reached == null ? "" : reached.compareTo(rpo) <= 0 ? ", kept" : ", not kept";
        return "; the objective is " + rpo.toHours() + " h" + judged;
    }

    private static String proven(@Nullable ProvenSnapshot proven, Instant now) {
        return proven == null
                ? "none"
                : Age.time(proven.takenAt()) + " (" + Age.between(proven.takenAt(), now) + " ago), "
                        + proven.level().brief();
    }

    private Html unreadable() {
        return cluster.unreadable().isEmpty()
                ? Html.EMPTY
                : FleetSection.warning(Cells.count(cluster.unreadable().size(), "record")
                        + " of the period cannot be read, and their backups count as not verified: "
                        + String.join(", ", cluster.unreadable()));
    }

    private Html gaps(String id) {
        if (!calendar.scheduleKnown()) {
            return Tag.P.of("Not known: this page was printed without the settings, which have the schedule.");
        }
        if (calendar.gaps().isEmpty()) {
            return Tag.P.of("None: every backup that the schedule demanded came.");
        }
        return Cells.table(
                id,
                "Backups of " + cluster.name() + " that were due and did not come",
                List.of("First due", "Last due", "Missing"),
                calendar.gaps().stream().map(ClusterSection::gap).toList());
    }

    private static Html gap(Gap gap) {
        return Cells.row(Cells.time(gap.first()), Cells.time(gap.last()), Html.text(Cells.count(gap.runs(), "backup")));
    }
}
