package io.vaultsnapshot.report.page;

import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.report.html.Attribute;
import io.vaultsnapshot.report.html.Html;
import io.vaultsnapshot.report.html.Tag;
import io.vaultsnapshot.report.text.Age;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The fleet at a glance: counts for each state and each level of proof, then every cluster, the worst first. */
final class FleetSection {
    private final FleetIndex index;
    private final Instant now;
    private final Set<String> linked;

    /**
     * Draws the fleet.
     *
     * @param now when it was read
     * @param linked the clusters that have a section of their own on the page
     */
    FleetSection(FleetIndex index, Instant now, Set<String> linked) {
        this.index = index;
        this.now = now;
        this.linked = Set.copyOf(linked);
    }

    Html draw(List<String> unswept) {
        return Tag.SECTION
                .with(Attribute.LABELLED_BY, "fleet")
                .of(
                        Tag.H2.with(Attribute.ID, "fleet").of("Fleet at a glance"),
                        counts(index),
                        old(index, now),
                        unswept(unswept),
                        index.clusters().isEmpty() ? Tag.P.of("No cluster is watched.") : table());
    }

    /** Returns how many clusters are in each state, and how far each was ever proven. */
    static Html counts(FleetIndex index) {
        Map<ClusterState, Long> states = index.clusters().values().stream()
                .collect(Collectors.groupingBy(
                        each -> each.situation().state(),
                        () -> new EnumMap<>(ClusterState.class),
                        Collectors.counting()));
        Map<ProofLevel, Long> levels = index.clusters().values().stream()
                .collect(Collectors.groupingBy(
                        each -> each.proofs().highest(), () -> new EnumMap<>(ProofLevel.class), Collectors.counting()));
        return Html.of(
                Tag.UL
                        .with(Attribute.CLASS, "counts")
                        .of(states.entrySet().stream()
                                .sorted(Map.Entry.<ClusterState, Long>comparingByKey()
                                        .reversed())
                                .map(each ->
                                        Tag.LI.of(Tag.B.of(each.getValue().toString()), Cells.state(each.getKey())))
                                .toList()),
                Tag.P.of("Highest proof that was ever reached: "
                        + levels.entrySet().stream()
                                .sorted(Map.Entry.<ProofLevel, Long>comparingByKey()
                                        .reversed())
                                .map(each ->
                                        each.getValue() + " " + each.getKey().id())
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    /** Returns a warning when the index is too old to say anything, else nothing. */
    static Html old(FleetIndex index, Instant now) {
        return index.isOld(now)
                ? warning("The verifier has not ended a sweep since " + Age.time(index.sweptAt())
                        + ". Nothing in this table is news. See its alarms.")
                : Html.EMPTY;
    }

    /** Returns a warning for each cluster that should be watched and was not looked at. */
    static Html unswept(List<String> names) {
        return Html.of(names.stream()
                .map(name -> warning(name + " should be watched, and the verifier has no status of it."))
                .toList());
    }

    static Html warning(String text) {
        return Tag.P.with(Attribute.CLASS, "warning").of(Cells.hidden("! "), Html.text(text));
    }

    private Html table() {
        return new FleetTable(new TableTimes.FromNow(now), linked)
                .draw(
                        "Every cluster, the worst first, as the sweep of " + Age.time(index.sweptAt()) + " saw it",
                        index.worstFirst());
    }
}
