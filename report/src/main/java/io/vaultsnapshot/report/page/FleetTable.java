package io.vaultsnapshot.report.page;

import static io.vaultsnapshot.report.page.Cells.lines;
import static io.vaultsnapshot.report.page.Cells.small;

import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.contract.status.FleetProofs;
import io.vaultsnapshot.contract.status.NextSnapshot;
import io.vaultsnapshot.report.html.Attribute;
import io.vaultsnapshot.report.html.Html;
import io.vaultsnapshot.report.html.Tag;
import io.vaultsnapshot.report.text.Age;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One line for each cluster: its state, its highest proof, its newest backup, what comes next. */
final class FleetTable {
    private final TableTimes times;
    private final Set<String> linked;

    /**
     * Draws lines.
     *
     * @param linked the clusters that have a section of their own on the page
     */
    FleetTable(TableTimes times, Set<String> linked) {
        this.times = times;
        this.linked = Set.copyOf(linked);
    }

    Html draw(String caption, List<Map.Entry<String, FleetEntry>> clusters) {
        return Cells.table(
                "t-fleet",
                caption,
                List.of("Cluster", "State", "Proof", "Backups"),
                clusters.stream()
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
                lines(Cells.state(situation.state()), small(times.since(situation.since()))),
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
        return lines(Html.text(level.id()), small(times.taken(from) + (end == null ? "" : times.until(from, end))));
    }

    private Html newest(FleetEntry entry) {
        if (entry.newest() == null) {
            return Html.text("no backup yet");
        }
        return Html.text(entry.newest().verdict().id() + ", "
                + times.taken(entry.newest().key().takenAt()) + ", "
                + Cells.size(entry.newest().bytes()));
    }

    private String next(@Nullable NextSnapshot next) {
        return next == null ? "" : times.next(next.dueAt());
    }

    private String drill(FleetEntry entry) {
        return entry.lastDrill() == null
                ? ""
                : "drill " + entry.lastDrill().outcome().name() + " "
                        + times.at(entry.lastDrill().startedAt());
    }
}
