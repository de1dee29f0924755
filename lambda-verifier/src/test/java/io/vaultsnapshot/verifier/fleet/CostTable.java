package io.vaultsnapshot.verifier.fleet;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What each sweep cost, as a table for people. */
final class CostTable {
    private final SimulatedFleet fleet;
    private final List<String> rows = new ArrayList<>();

    CostTable(SimulatedFleet fleet) {
        this.fleet = fleet;
    }

    /** Adds a sweep, and lets the counting begin anew. */
    void add(String what, RequestCounts counts, SweepProcess.Cost cost) {
        row(what, counts.toString(), cost.cpuMillis(), cost.wallMillis(), cost.peakKib());
        counts.reset();
    }

    /** Adds what listing everything would cost, from a sample of the clusters. */
    void addNaive(int sample, RequestCounts counts, SweepProcess.Cost cost) {
        long factor = fleet.clusters() / sample;
        row(
                "naive: list every folder (" + sample + " measured, x" + factor + ")",
                "%8d%9s%8s%8s%8s%8s%8s%8s"
                        .formatted(counts.of(RequestCounts.Kind.LIST) * factor, "-", "-", "-", "-", "-", "-", "-"),
                cost.cpuMillis() * factor,
                cost.wallMillis() * factor,
                cost.peakKib());
        counts.reset();
    }

    private void row(String what, String counts, long cpuMillis, long wallMillis, long peakKib) {
        rows.add("%-48s%s%9d%9d%9d".formatted(what, counts, cpuMillis, wallMillis, peakKib / 1024));
    }

    void print(PrintStream out) {
        out.println("Sweep of " + fleet.clusters() + " clusters with " + fleet.snapshots() + " snapshots each:");
        out.println("%-48s%8s%9s%8s%8s%8s%8s%8s%8s%9s%9s%9s"
                .formatted(
                        "sweep",
                        "LIST",
                        "VERSIONS",
                        "GET",
                        "HEAD",
                        "PUT",
                        "SNS",
                        "events",
                        "invoke",
                        "CPU ms",
                        "wall ms",
                        "peak MiB"));
        rows.forEach(out::println);
    }
}
