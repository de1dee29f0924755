package io.vaultsnapshot.cli.status;

import io.vaultsnapshot.cli.view.Emphasis;
import io.vaultsnapshot.cli.view.Table;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.status.FleetDrill;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.contract.status.FleetProofs;
import io.vaultsnapshot.contract.status.FleetSnapshot;
import io.vaultsnapshot.contract.status.NextSnapshot;
import io.vaultsnapshot.report.text.Age;
import io.vaultsnapshot.report.text.ByteSize;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints the fleet, the worst cluster first. */
public final class FleetView {
    /** More rows do not fit on one screen. Bad clusters are all shown. */
    private static final int MOST_GOOD_ROWS = 40;

    private static final String NONE = "-";

    private final PrintWriter out;
    private final Emphasis emphasis;
    private final boolean all;

    /**
     * Prints to a writer.
     *
     * @param all whether to show every healthy cluster of a large fleet too
     */
    public FleetView(PrintWriter out, Emphasis emphasis, boolean all) {
        this.out = out;
        this.emphasis = emphasis;
        this.all = all;
    }

    /** Prints it. */
    public void print(FleetReading fleet) {
        Instant now = fleet.readAt();
        out.println(head(fleet));
        if (fleet.index().isOld(now)) {
            out.println(emphasis.bad("The verifier has not ended a sweep since then, so nothing below is news. See its"
                    + " alarms: vault-snapshot-verifier-heartbeat in docs/runbook.md."));
        }
        fleet.unswept()
                .forEach(name -> out.println(
                        emphasis.bad(name + " is in the settings, and the last sweep did not see it: deploy, or see the"
                                + " verifier's log.")));
        if (fleet.index().clusters().isEmpty()) {
            return;
        }
        out.println();
        Table table = new Table();
        table.add(
                UnaryOperator.identity(),
                List.of(),
                "CLUSTER",
                "STATE",
                "FOR",
                "PROOF",
                "NEWEST",
                "SIZE",
                "NEXT",
                "DRILL");
        int hidden = addRows(table, fleet, now);
        table.lines().forEach(out::println);
        if (hidden > 0) {
            out.println("and " + hidden + " more that are not bad; --all shows them");
        }
    }

    private int addRows(Table table, FleetReading fleet, Instant now) {
        int good = 0;
        for (Map.Entry<String, FleetEntry> each : fleet.worstFirst()) {
            boolean bad = each.getValue().situation().isBad();
            good += bad ? 0 : 1;
            if (bad || all || good <= MOST_GOOD_ROWS) {
                addRow(table, each.getKey(), each.getValue(), now);
            }
        }
        return all ? 0 : Math.max(0, good - MOST_GOOD_ROWS);
    }

    private void addRow(Table table, String name, FleetEntry entry, Instant now) {
        Situation situation = entry.situation();
        boolean healthy = situation.state() == ClusterState.HEALTHY;
        table.add(
                line -> emphasis.of(situation.state(), line),
                healthy ? List.of() : List.of(clause(situation)),
                name,
                situation.state().id(),
                Age.between(situation.since(), now),
                proof(entry.proofs(), now),
                newest(entry.newest(), now),
                size(entry.newest()),
                next(entry.next(), now),
                drill(entry.lastDrill(), now));
    }

    private static String head(FleetReading fleet) {
        Map<ClusterState, Long> counts = fleet.index().clusters().values().stream()
                .collect(Collectors.groupingBy(
                        each -> each.situation().state(),
                        () -> new EnumMap<>(ClusterState.class),
                        Collectors.counting()));
        int clusters = fleet.index().clusters().size();
        String states = counts.entrySet().stream()
                .sorted(Map.Entry.<ClusterState, Long>comparingByKey().reversed())
                .map(each -> each.getValue() + " " + each.getKey().id())
                .collect(Collectors.joining(", "));
        return clusters + (clusters == 1 ? " cluster" : " clusters") + (states.isEmpty() ? "" : ": " + states)
                + ". Swept " + Age.between(fleet.index().sweptAt(), fleet.readAt()) + " ago, "
                + Age.time(fleet.index().sweptAt()) + ".";
    }

    /** What is wrong, in one clause. */
    private static String clause(Situation situation) {
        String drill = situation.drill() == null
                ? ""
                : " (" + situation.drill().outcome().name() + ")";
        String due = situation.dueAt() == null ? "" : ", due " + Age.time(situation.dueAt());
        String why = situation.reason(Age::time).map(reason -> ": " + reason).orElse("");
        return situation.cause().meaning(1) + drill + due + why;
    }

    /** The highest level, how old its proof is, and how old it may become. */
    private static String proof(FleetProofs proofs, Instant now) {
        ProofLevel level = proofs.highest();
        if (level == ProofLevel.NONE) {
            return level.id();
        }
        Instant from = proofs.countsFrom(level);
        Instant end = proofs.deadlines().get(level);
        String limit = end == null ? "" : " of " + Age.of(Duration.between(from, end));
        return level.id() + " " + Age.between(from, now) + limit;
    }

    private static String newest(@Nullable FleetSnapshot newest, Instant now) {
        return newest == null
                ? NONE
                : newest.verdict().id() + " " + Age.between(newest.key().takenAt(), now);
    }

    /** The size, and how it changed since the oldest of the last runs. */
    private static String size(@Nullable FleetSnapshot newest) {
        Long bytes = newest == null ? null : newest.bytes();
        if (newest == null || bytes == null) {
            return NONE;
        }
        return ByteSize.text(bytes)
                + (newest.sizes().size() < 2 ? "" : " " + trend(newest.sizes().get(0), bytes));
    }

    private static String trend(long before, long now) {
        if (before <= 0) {
            return "";
        }
        long percent = Math.round(100.0 * (now - before) / before);
        return percent == 0 ? "=" : String.format(Locale.ROOT, "%+d%%", percent);
    }

    private static String next(@Nullable NextSnapshot next, Instant now) {
        if (next == null) {
            return NONE;
        }
        return next.dueAt().isAfter(now)
                ? "in " + Age.between(now, next.dueAt())
                : Age.between(next.dueAt(), now) + " ago";
    }

    private static String drill(@Nullable FleetDrill drill, Instant now) {
        return drill == null ? NONE : drill.outcome().name() + " " + Age.between(drill.startedAt(), now);
    }
}
