package io.vaultsnapshot.verifier.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.schedule.TurnOfTheDay;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a sweep of a whole fleet costs, with the real function in a process of its own against an API that counts. Requests
 * are counted in every build. Time and memory are only measured with {@code -Dfleet.measured=true}, which CI sets together
 * with the size that is promised: {@code -Dfleet.clusters=10000 -Dfleet.snapshots=1000}.
 */
class FleetSweepTest {
    private static final boolean MEASURED = Boolean.getBoolean("fleet.measured");
    /**
     * A sweep costs at most that part of the processor time that it costs the same process to list every folder. Seconds would
     * depend on the machine. It was between an eighth, idle, and a fifth, beside two builds.
     */
    private static final int NAIVE_PART = 3;

    private static final int MAX_PEAK_KIB = 256 * 1024;
    /** The naive way is measured on so many clusters and multiplied. */
    private static final int NAIVE_SAMPLE = 100;

    private final SimulatedFleet fleet = SimulatedFleet.ofTheBuild();
    private final FleetBucket bucket = new FleetBucket(fleet, Fixtures.whole());
    private final CostTable table = new CostTable(fleet);
    private long mostCpuMillis;

    @TempDir
    private Path folder;

    @Test
    void sweep_wholeFleet_keepsItsPromises() throws IOException {
        Path settings = Files.writeString(folder.resolve("settings.json"), fleet.settings());
        Duration latency = Duration.ofMillis(Integer.getInteger("fleet.latencyMillis", 0));
        try (FleetServer server = new FleetServer(bucket, latency);
                SweepProcess function = new SweepProcess(server.uri(), settings)) {
            startWatching(function);
            quietSweepReadsEveryStatusAndListsNothing(server, function);
            lateOnesAreListedAndNotTold(server, function);
            badNightIsOneMessage(server, function);
            theNightAfterIsToldNoMore(server, function);
            compareWithListingEveryFolder(server, function);
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

    private void quietSweepReadsEveryStatusAndListsNothing(FleetServer server, SweepProcess function)
            throws IOException {
        server.counts.reset();
        SweepProcess.Cost cost = function.sweep("2026-11-24T01:35:00Z");
        assertEquals(0, server.counts.of(RequestCounts.Kind.LIST));
        int turns = server.counts.of(RequestCounts.Kind.VERSIONS);
        int pages = (fleet.snapshots() - 1) / FleetBucket.PAGE + 1;
        assertEquals(inTurn("2026-11-24T01:35:00Z") * pages, turns, "the clusters whose turn of the day it is");
        assertEquals(fleet.clusters(), server.counts.of(RequestCounts.Kind.GET));
        assertEquals(2, server.counts.of(RequestCounts.Kind.PUT), "the index and the first page");
        assertEquals(0, server.published.size());
        measure(server, "nothing changed", cost);
    }

    private void lateOnesAreListedAndNotTold(FleetServer server, SweepProcess function) throws IOException {
        SweepProcess.Cost cost = function.sweep("2026-11-24T02:35:00Z");
        assertEquals(fleet.early(), server.counts.of(RequestCounts.Kind.LIST), "one for each late cluster");
        assertEquals(0, server.counts.of(RequestCounts.Kind.EVENTS));
        assertEquals(0, server.counts.of(RequestCounts.Kind.PUBLISH));
        assertEquals(fleet.early() + 2, server.counts.of(RequestCounts.Kind.PUT), "their statuses, index and page");
        assertEquals(1, server.counts.of(RequestCounts.Kind.HEAD), "whether the page changed");
        assertTrue(bucket.text(StatusKey.FLEET_PAGE).length() < 1_100_000, "more than a browser opens at once");
        measure(server, fleet.early() + " late, not told", cost);
        for (int cluster = 0; cluster < fleet.early(); cluster++) {
            assertEquals(ClusterState.PENDING, status(cluster).state());
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
        int missing = fleet.stale();
        assertEquals(late + missing, server.counts.of(RequestCounts.Kind.LIST), "one more for each overdue cluster");
        measure(
                server,
                "%d failed, %d events lost, %d arrived".formatted(fleet.stale(), fleet.lost(), fleet.arrived()),
                cost);
        assertEquals(1, server.published.size(), () -> String.join("\n", server.published));
        assertTrue(server.published.element().contains(String.valueOf(fleet.stale())), server.published::element);
        assertEquals(fleet.lost(), server.requested.size(), "one for each lost event");
        for (String request : server.requested) {
            assertEquals("ok", function.deliver("2026-11-24T02:46:00Z", request).end());
        }
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

    private long inTurn(String sweep) {
        int turn = TurnOfTheDay.at(Instant.parse(sweep));
        return IntStream.range(0, fleet.clusters())
                .filter(cluster -> TurnOfTheDay.of(fleet.name(cluster)) == turn)
                .count();
    }

    private void measure(FleetServer server, String what, SweepProcess.Cost cost) {
        table.add(what, server.counts, cost);
        assertEquals("ok", cost.end(), what);
        mostCpuMillis = Math.max(mostCpuMillis, cost.cpuMillis());
        if (MEASURED) {
            assertTrue(cost.peakKib() <= MAX_PEAK_KIB, () -> what + " took " + cost);
        }
    }

    private void compareWithListingEveryFolder(FleetServer server, SweepProcess function) throws IOException {
        SweepProcess.Cost sample = function.listAll(
                IntStream.range(0, NAIVE_SAMPLE).mapToObj(fleet::name).toList());
        table.addNaive(NAIVE_SAMPLE, server.counts, sample);
        assertEquals("ok", sample.end());
        long naiveMillis = sample.cpuMillis() * fleet.clusters() / NAIVE_SAMPLE;
        if (MEASURED) {
            assertTrue(
                    mostCpuMillis * NAIVE_PART <= naiveMillis,
                    () -> "a sweep took " + mostCpuMillis + " ms, listing every folder " + naiveMillis + " ms");
        }
    }

    private ClusterStatus status(int cluster) throws IOException {
        return ClusterStatus.of(Json.read(bucket.text(StatusKey.of(fleet.name(cluster)))));
    }
}
