package io.vaultsnapshot.report.page;

import io.vaultsnapshot.report.facts.BackupCalendar;
import io.vaultsnapshot.report.facts.ClusterFacts;
import io.vaultsnapshot.report.facts.ReportFacts;
import io.vaultsnapshot.report.facts.ReportOrigin;
import io.vaultsnapshot.report.html.Html;
import io.vaultsnapshot.report.html.Page;
import io.vaultsnapshot.report.html.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page that {@code ./vault-snapshot report} writes. The same facts give the same bytes. */
public final class ReportPage {
    /** On pages with more clusters, only bad ones have a section of their own, the worst of them. */
    public static final int MOST_SECTIONS = 60;

    private final ReportFacts facts;
    private final Map<ClusterFacts, BackupCalendar> calendars = new LinkedHashMap<>();
    private final List<ClusterFacts> sections;

    private ReportPage(ReportFacts facts) {
        this.facts = facts;
        facts.clusters()
                .forEach(each -> calendars.put(
                        each,
                        BackupCalendar.of(
                                each, facts.origin().period(), facts.origin().printedAt())));
        this.sections = isSmall()
                ? facts.clusters()
                : facts.clusters().stream()
                        .filter(ClusterFacts::isBad)
                        .limit(MOST_SECTIONS)
                        .toList();
    }

    /** Returns the page, UTF-8. */
    public static String of(ReportFacts facts) {
        return new ReportPage(facts).draw();
    }

    private boolean isSmall() {
        return facts.clusters().size() <= MOST_SECTIONS;
    }

    private String draw() {
        Html main = Tag.MAIN.of(
                new FleetSection(
                                facts.index(),
                                facts.origin().printedAt(),
                                sections.stream().map(ClusterFacts::name).collect(Collectors.toSet()))
                        .draw(facts.unswept()),
                new EvidenceSection(facts, calendars, !isSmall()).draw(),
                Tag.H2.of("What the signs of a calendar mean"),
                CalendarView.legend(),
                omitted(),
                Html.of(sections.stream()
                        .map(each -> new ClusterSection(each, calendarOf(each), facts.origin()).draw())
                        .toList()));
        return Page.of("Vault backups, " + facts.origin().bucket(), Html.of(head(), main, foot()));
    }

    private BackupCalendar calendarOf(ClusterFacts cluster) {
        return calendars.getOrDefault(cluster, new BackupCalendar(List.of(), List.of(), false));
    }

    private Html omitted() {
        int missing = facts.clusters().size() - sections.size();
        return missing == 0
                ? Html.EMPTY
                : Tag.P.of(
                        "Of this many clusters only the bad ones have a section of their own, at most " + MOST_SECTIONS
                                + ". The tables above have all. ./vault-snapshot report --cluster NAME prints the section of any.");
    }

    private Html head() {
        ReportOrigin origin = facts.origin();
        return Tag.HEADER.of(
                Tag.H1.of("Vault backups"),
                Tag.DL.of(
                        fact("Bucket", Html.text(origin.bucket())),
                        fact(
                                "Period",
                                Html.text(origin.period().first() + " to "
                                        + origin.period().last() + " (UTC)")),
                        fact("Printed", Cells.time(origin.printedAt())),
                        fact("By", Html.text(origin.printedBy())),
                        fact("With", Html.text(origin.version()))));
    }

    static Html fact(String name, Html value) {
        return Tag.DIV.of(Tag.DT.of(name), Tag.DD.of(value));
    }

    private static Html foot() {
        return Tag.FOOTER.of(
                Tag.H2.of("What this page is"),
                Tag.P.of(
                        "It shows what the bucket held when it was printed: the verifier's documents, and the list of backups."
                                + " It was written on the machine of the person named above, and is not signed itself: whoever doubts"
                                + " it prints it again, or runs ./vault-snapshot audit."),
                Tag.P.of(
                        "Gaps and objectives follow from the settings of the day it was printed. A schedule that changed in the"
                                + " period is not known. All times are UTC."));
    }
}
