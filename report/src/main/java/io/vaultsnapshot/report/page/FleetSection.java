package io.vaultsnapshot.report.page;

import static io.vaultsnapshot.report.page.Cells.lines;
import static io.vaultsnapshot.report.page.Cells.small;

import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.contract.status.FleetProofs;
import io.vaultsnapshot.contract.status.NextSnapshot;
import io.vaultsnapshot.report.html.Attribute;
import io.vaultsnapshot.report.html.Html;
import io.vaultsnapshot.report.html.Tag;
import io.vaultsnapshot.report.text.Age;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
                        counts(),
                        warnings(unswept),
                        index.clusters().isEmpty() ? Tag.P.of("No cluster is watched.") : table());
    }

    private Html counts() {
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

    private Html warnings(List<String> unswept) {
        Html old = index.isOld(now)
                ? warning("The verifier has not ended a sweep since " + Age.time(index.sweptAt())
                        + ". Nothing in this table is news. See its alarms.")
                : Html.EMPTY;
        return Html.of(
                old,
                Html.of(unswept.stream()
                        .map(name -> warning(name + " should be watched, and the verifier has no status of it."))
                        .toList()));
    }

    static Html warning(String text) {
        return Tag.P.with(Attribute.CLASS, "warning").of(Cells.hidden("! "), Html.text(text));
    }

    private Html table() {
        return Cells.table(
                "t-fleet",
                "Every cluster, the worst first, as the sweep of " + Age.time(index.sweptAt()) + " saw it",
                List.of("Cluster", "State", "Proof", "Backups"),
                index.worstFirst().stream()
                        .map(each -> row(each.getKey(), each.getValue()))
                        .toList());
    }

    private Html row(String name, FleetEntry entry) {
        Situation situation = entry.situation();
        Html shown = linked.contains(name)
                ? Tag.A.with(Attribute.HREF, "#" + ClusterSection.id(name)).of(name)
                : Html.text(name);
        return Cells.row(
                lines(shown, situation.state() == ClusterState.HEALTHY ? Html.EMPTY : small(clause(situation))),
                lines(Cells.state(situation.state()), small("for " + Age.between(situation.since(), now))),
                proof(entry.proofs()),
                lines(newest(entry), small(next(entry.next())), small(drill(entry))));
    }

    private static String clause(Situation situation) {
        String drill = situation.drill() == null
                ? ""
                : " (" + situation.drill().outcome().name() + ")";
        return situation.cause().meaning(1)
                + drill
                + (situation.dueAt() == null ? "" : ", due " + Age.time(situation.dueAt()));
    }

    private Html proof(FleetProofs proofs) {
        ProofLevel level = proofs.highest();
        if (level == ProofLevel.NONE) {
            return Html.text(level.id());
        }
        Instant from = proofs.countsFrom(level);
        Instant end = proofs.deadlines().get(level);
        String limit = end == null ? "" : " of " + Age.of(Duration.between(from, end));
        return lines(Html.text(level.id()), small(Age.between(from, now) + " old" + limit));
    }

    private Html newest(FleetEntry entry) {
        if (entry.newest() == null) {
            return Html.text("no backup yet");
        }
        return Html.text(entry.newest().verdict().id() + ", "
                + Age.between(entry.newest().key().takenAt(), now) + " old, "
                + Cells.size(entry.newest().bytes()));
    }

    private String next(@Nullable NextSnapshot next) {
        if (next == null) {
            return "";
        }
        return next.dueAt().isAfter(now)
                ? "next in " + Age.between(now, next.dueAt())
                : "next was due " + Age.between(next.dueAt(), now) + " ago";
    }

    private String drill(FleetEntry entry) {
        return entry.lastDrill() == null
                ? ""
                : "drill " + entry.lastDrill().outcome().name() + " "
                        + Age.between(entry.lastDrill().startedAt(), now) + " ago";
    }
}
