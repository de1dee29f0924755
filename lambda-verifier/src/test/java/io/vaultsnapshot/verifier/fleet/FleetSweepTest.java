package io.vaultsnapshot.verifier.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a sweep of a whole fleet costs, with the real function in a process of its own against an API that counts. {@code
 * -Dfleet.clusters=10000 -Dfleet.snapshots=1000} is the size that is promised for; CI runs it.
 */
class FleetSweepTest {
    /** On a machine that others load, processor time itself grows: there the run may be given more, and says so. */
    private static final int MAX_CPU_MILLIS = Integer.getInteger("fleet.maxCpuMillis", 3_000);

    /** What a cluster that must be looked at may add: about four requests of 1.1 ms each, as measured. */
    private static final int MAX_CPU_MILLIS_A_LOOK = 5;

    private static final int MAX_PEAK_KIB = 256 * 1024;
    /** The naive way is measured on so many clusters and multiplied. */
    private static final int NAIVE_SAMPLE = 100;

    private final SimulatedFleet fleet = SimulatedFleet.ofTheBuild();
    private final FleetBucket bucket = new FleetBucket(fleet, Fixtures.whole());
    private final CostTable table = new CostTable(fleet);

    @TempDir
    private Path folder;

    @Test
    void sweep_wholeFleet_keepsItsPromises() throws IOException {
        Path settings = Files.writeString(folder.resolve("settings.json"), fleet.settings());
        Duration latency = Duration.ofMillis(Integer.getInteger("fleet.latencyMillis", 0));
        try (FleetServer server = new FleetServer(bucket, latency);
                SweepProcess function = new SweepProcess(server.uri(), settings)) {
            startWatching(function);
            // Reads every status: what losing the index costs, and the one sweep that nothing is promised for.
            SweepProcess.Cost first = function.sweep("2026-11-24T01:20:00Z");
            table.add("no index yet: every status is read", server.counts, first);
            assertEquals("ok", first.end());
            assertEquals(0, server.published.size());

            quietSweepCostsTheListingOnly(server, function);
            lateOnesAreEventsAndNoMessage(server, function);
            badNightIsOneMessage(server, function);
            theNightAfterIsToldNoMore(server, function);
            table.addNaive(
                    NAIVE_SAMPLE,
                    server.counts,
                    function.listAll(IntStream.range(0, NAIVE_SAMPLE)
                            .mapToObj(fleet::name)
                            .toList()));
        } finally {
            table.print(System.out);
        }
    }

    /** Lets the function write the status of one cluster of each kind, and gives all others the same. */
    private void startWatching(SweepProcess function) throws IOException {
        for (int kind : List.of(0, fleet.early())) {
            assertEquals(
                    "ok",
                    function.arrive("2026-11-23T14:10:00Z", fleet.key(kind, 1)).end());
        }
        for (int cluster = 0; cluster < fleet.clusters(); cluster++) {
            copyStatus(fleet.isEarly(cluster) ? 0 : fleet.early(), cluster);
        }
    }

    private void copyStatus(int from, int to) {
        String status = bucket.text(StatusKey.of(fleet.name(from)));
        bucket.writeText(StatusKey.of(fleet.name(to)), status.replace(fleet.name(from), fleet.name(to)));
    }

    private void quietSweepCostsTheListingOnly(FleetServer server, SweepProcess function) throws IOException {
        SweepProcess.Cost cost = function.sweep("2026-11-24T01:35:00Z");
        assertEquals(pages(), server.counts.of(RequestCounts.Kind.LIST));
        assertEquals(parts(), server.counts.of(RequestCounts.Kind.GET));
        assertEquals(0, server.counts.of(RequestCounts.Kind.PUT));
        assertTrue(fleet.clusters() > 10_000 || pages() <= 12, () -> pages() + " listings");
        measure(server, "nothing changed", cost);
    }

    /** Nobody is told yet: each is a write, an event in a request of ten, and a write once the bus took it. */
    private void lateOnesAreEventsAndNoMessage(FleetServer server, SweepProcess function) throws IOException {
        SweepProcess.Cost cost = function.sweep("2026-11-24T02:35:00Z");
        assertEquals((fleet.early() + 9) / 10, server.counts.of(RequestCounts.Kind.EVENTS));
        assertEquals(0, server.counts.of(RequestCounts.Kind.PUBLISH));
        assertTrue(server.counts.of(RequestCounts.Kind.PUT) <= 2 * fleet.early() + parts(), server.counts::toString);
        assertTrue(server.counts.of(RequestCounts.Kind.LIST) <= pages() + fleet.early(), server.counts::toString);
        measure(
                server,
                fleet.early() + " late, nobody told",
                cost,
                MAX_CPU_MILLIS + MAX_CPU_MILLIS_A_LOOK * fleet.early());
        for (int cluster = 0; cluster < fleet.early(); cluster++) {
            assertEquals(ClusterState.LATE, status(cluster).state());
            assertEquals(List.of(), status(cluster).undelivered());
        }
    }

    private void badNightIsOneMessage(FleetServer server, SweepProcess function) throws IOException {
        int firstLost = fleet.stale();
        int firstArrived = firstLost + fleet.lost();
        IntStream.range(firstLost, fleet.early()).forEach(cluster -> bucket.take(cluster, 0));
        function.arrive("2026-11-24T02:36:00Z", fleet.key(firstArrived, 0));
        IntStream.range(firstArrived + 1, fleet.early()).forEach(cluster -> copyStatus(firstArrived, cluster));
        server.counts.reset();
        SweepProcess.Cost cost = function.sweep("2026-11-24T02:45:00Z");
        int late = fleet.stale() + fleet.lost();
        assertTrue(server.counts.of(RequestCounts.Kind.LIST) <= pages() + late, server.counts::toString);
        measure(
                server,
                "%d failed, %d events lost, %d arrived".formatted(fleet.stale(), fleet.lost(), fleet.arrived()),
                cost,
                MAX_CPU_MILLIS + MAX_CPU_MILLIS_A_LOOK * fleet.early());
        assertEquals(1, server.published.size(), () -> String.join("\n", server.published));
        assertTrue(server.published.element().contains(String.valueOf(fleet.stale())), server.published::element);
        for (int cluster = 0; cluster < fleet.early(); cluster++) {
            ClusterStatus status = status(cluster);
            assertEquals(
                    cluster < firstLost ? ClusterState.STALE : ClusterState.HEALTHY, status.state(), status.cluster());
            assertEquals(List.of(), status.undelivered(), status.cluster());
        }
    }

    private void theNightAfterIsToldNoMore(FleetServer server, SweepProcess function) throws IOException {
        measure(server, "%d still stale".formatted(fleet.stale()), function.sweep("2026-11-24T03:00:00Z"));
        assertEquals(1, server.published.size(), () -> String.join("\n", server.published));
    }

    private void measure(FleetServer server, String what, SweepProcess.Cost cost) {
        measure(server, what, cost, MAX_CPU_MILLIS);
    }

    private void measure(FleetServer server, String what, SweepProcess.Cost cost, int maxCpuMillis) {
        table.add(what, server.counts, cost);
        assertEquals("ok", cost.end(), what);
        assertTrue(cost.cpuMillis() <= maxCpuMillis, () -> what + " took " + cost);
        assertTrue(cost.peakKib() <= MAX_PEAK_KIB, () -> what + " took " + cost);
    }

    private ClusterStatus status(int cluster) throws IOException {
        return ClusterStatus.of(Json.read(bucket.text(StatusKey.of(fleet.name(cluster)))));
    }

    private int parts() {
        return (fleet.clusters() + FleetIndex.LARGEST_PART - 1) / FleetIndex.LARGEST_PART;
    }

    private int pages() {
        return (fleet.clusters() + parts()) / 1000 + 1;
    }
}
