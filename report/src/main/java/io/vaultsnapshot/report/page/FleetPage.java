package io.vaultsnapshot.report.page;

import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.report.html.Html;
import io.vaultsnapshot.report.html.Page;
import io.vaultsnapshot.report.html.Tag;
import io.vaultsnapshot.report.text.Age;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The page that a sweep leaves in the bucket. It has no time that passes: the same fleet gives the same page, but for the time at
 * which it is written. So it tells by its digest whether something changed.
 */
public final class FleetPage {
    /** On pages about more clusters, only those that are not healthy have a line, so many of them: a browser has to open it. */
    public static final int MOST_LINES = 1_000;

    /** More are counted only: a sweep that had no time left can leave out most of a fleet. */
    private static final int MOST_UNSWEPT = 20;

    private final String bucket;
    private final Html main;

    private FleetPage(String bucket, Html main) {
        this.bucket = bucket;
        this.main = main;
    }

    /**
     * Draws the page.
     *
     * @param unswept the clusters that should be watched and were not looked at
     */
    public static FleetPage of(String bucket, FleetIndex index, List<String> unswept) {
        boolean small = index.clusters().size() <= MOST_LINES;
        List<Map.Entry<String, FleetEntry>> lines = index.worstFirst().stream()
                .filter(each -> small || each.getValue().situation().state() != ClusterState.HEALTHY)
                .limit(MOST_LINES)
                .toList();
        Html table = lines.isEmpty()
                ? Tag.P.of(small ? "No cluster is watched." : "Every cluster is healthy.")
                : new FleetTable(new TableTimes.AsTheyAre(), Set.of()).draw(caption(small), lines);
        return new FleetPage(
                bucket,
                Tag.MAIN.of(
                        Tag.H2.of("Fleet at a glance"),
                        FleetSection.counts(index),
                        Tag.P.of(trusted(index)),
                        unswept(unswept),
                        table,
                        small ? Html.EMPTY : Tag.P.of(omitted(index, lines.size()))));
    }

    private static Html unswept(List<String> names) {
        int more = names.size() - MOST_UNSWEPT;
        return Html.of(
                FleetSection.unswept(names.stream().limit(MOST_UNSWEPT).toList()),
                more > 0
                        ? FleetSection.warning("So it is with " + Cells.count(more, "more cluster") + ".")
                        : Html.EMPTY);
    }

    private static String caption(boolean small) {
        return small ? "Every cluster, the worst first" : "Clusters that are not healthy, the worst first";
    }

    private static String omitted(FleetIndex index, int lines) {
        return "Of " + index.clusters().size() + " clusters " + lines
                + " have a line here: those that are not healthy, at" + " most " + MOST_LINES
                + ". The counts are of all. ./vault-snapshot status shows all.";
    }

    /**
     * A page that nobody writes any more looks like one on which nothing changes. But of the healthy clusters one is the next from
     * which a backup must come or be missed, and either changes the page.
     */
    private static String trusted(FleetIndex index) {
        Optional<Instant> change = index.clusters().values().stream()
                .filter(each -> each.situation().state() == ClusterState.HEALTHY)
                .flatMap(each -> Optional.ofNullable(each.next()).stream())
                .map(next -> next.staleFrom().plus(FleetIndex.GOOD_FOR))
                .min(Instant::compareTo);
        return change.map(by ->
                        "By " + Age.time(by) + " something here has changed. If it is later than that and this is still"
                                + " the newest page, the verifier does not run: see its alarms.")
                .orElse("No change can be expected here at a known time. Whether the verifier runs, its alarms say.");
    }

    /** Returns the page as a browser reads it, UTF-8. */
    public String writtenAt(Instant time) {
        Html head = Tag.HEADER.of(
                Tag.H1.of("Vault backups"),
                Tag.DL.of(
                        ReportPage.fact("Bucket", Html.text(bucket)),
                        ReportPage.fact("Written", Cells.time(time)),
                        ReportPage.fact("By", Html.text("the verifier's sweep, when something changed"))));
        return Page.of("Vault backups, " + bucket, Html.of(head, main, foot()));
    }

    private static Html foot() {
        return Tag.FOOTER.of(
                Tag.H2.of("What this page is"),
                Tag.P.of(
                        "It shows what the verifier knew of each cluster when it was written. It has no calendars and no"
                                + " evidence, and nobody followed the chain of records for it: ./vault-snapshot report prints a page"
                                + " with all of these. ./vault-snapshot status shows the same as here, as of now. All times are UTC."));
    }

    /** Returns the SHA-256 of all but the time at which it is written, in hexadecimal. */
    public String digest() {
        try {
            byte[] page = writtenAt(Instant.EPOCH).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(page));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
