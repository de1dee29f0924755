package io.vaultsnapshot.report.page;

import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.report.html.Html;
import io.vaultsnapshot.report.html.Tag;
import io.vaultsnapshot.report.text.Age;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fleet as a piece of a CloudWatch dashboard. CloudWatch puts the HTML into its own page, in its own style, and removes what runs
 * or loads something; there is nothing of that in it.
 *
 * <p>Source: the Amazon CloudWatch User Guide, "Details about custom widgets" and "Security and JavaScript".
 */
public final class FleetWidget {
    /** As many as a person looks at on a dashboard. */
    public static final int MOST_LINES = 25;

    /** What the function answers when it is asked for its documentation, Markdown. */
    public static final String DOCUMENTATION = """
            ## Vault backups
            The clusters of the fleet, the worst first, as the verifier's last sweep wrote them to `status/index.json`.
            The widget reads that one object and takes no parameters. `./vault-snapshot status` shows all clusters,
            `./vault-snapshot report` prints the evidence.
            """;

    private FleetWidget() {}

    /** Returns the HTML of a fleet. */
    public static String of(FleetIndex index, Instant now) {
        List<Map.Entry<String, FleetEntry>> all = index.worstFirst();
        List<Map.Entry<String, FleetEntry>> lines =
                all.stream().limit(MOST_LINES).toList();
        int more = all.size() - lines.size();
        return Html.of(
                        FleetSection.old(index, now),
                        FleetSection.counts(index),
                        lines.isEmpty()
                                ? Tag.P.of("No cluster is watched.")
                                : new FleetTable(new TableTimes.FromNow(now), Set.of())
                                        .draw("The worst first, as of " + Age.time(index.sweptAt()), lines),
                        more == 0 ? Html.EMPTY : Tag.P.of(more + " more: ./vault-snapshot status"))
                .toString();
    }

    /** Returns the HTML that says that the fleet cannot be shown, and why. Nothing is said of any cluster. */
    public static String failure(String why) {
        return Html.of(
                        FleetSection.warning("The clusters cannot be shown. This says nothing about the backups."),
                        Tag.P.of(why))
                .toString();
    }
}
