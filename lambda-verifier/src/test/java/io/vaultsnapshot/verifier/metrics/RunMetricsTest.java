package io.vaultsnapshot.verifier.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultsnapshot.contract.metric.VerifierMetrics;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunMetricsTest {
    @Test
    void print_oneRun_isOneLineOfEmbeddedMetricFormat() throws IOException {
        RunMetrics metrics = new RunMetrics();
        metrics.add(VerifierMetrics.SWEEP_COMPLETED, 1);
        metrics.add(VerifierMetrics.CLUSTERS, 2);
        metrics.add(VerifierMetrics.CLUSTERS, 3);
        metrics.describe("run", "sweep\nwith a line break");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        metrics.print(new PrintStream(out, true, UTF_8), "snapshots", Instant.ofEpochMilli(1_700_000_000_000L));

        String printed = out.toString(UTF_8);
        assertEquals(1, printed.lines().count(), printed);
        Map<String, Object> line = Json.read(printed);
        assertEquals(
                Map.of(
                        "Timestamp",
                        1_700_000_000_000L,
                        "CloudWatchMetrics",
                        List.of(Map.of(
                                "Namespace",
                                "VaultSnapshot",
                                "Dimensions",
                                List.of(List.of("Bucket")),
                                "Metrics",
                                List.of(
                                        Map.of("Name", "SweepCompleted", "Unit", "Count"),
                                        Map.of("Name", "Clusters", "Unit", "Count"))))),
                line.get("_aws"));
        assertEquals("snapshots", line.get("Bucket"));
        assertEquals(1, line.get("SweepCompleted"));
        assertEquals(5, line.get("Clusters"));
        assertEquals("sweep\nwith a line break", line.get("run"));
    }
}
