package io.vaultsnapshot.verifier.metrics;

import io.vaultsnapshot.contract.VerifierMetrics;
import io.vaultsnapshot.verifier.json.Json;
import java.io.PrintStream;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one run of the function counted, by any of its threads. Printed as one line in CloudWatch's embedded metric format, from which
 * CloudWatch makes metrics without a call of the function's own.
 *
 * <p>Source: the Amazon CloudWatch User Guide, "Specification: Embedded metric format".
 */
public final class RunMetrics {
    private final Map<VerifierMetrics, Long> values = new EnumMap<>(VerifierMetrics.class);
    private final Map<String, Object> properties = new LinkedHashMap<>();

    /** Adds to a metric. */
    public synchronized void add(VerifierMetrics metric, long amount) {
        values.merge(metric, amount, Long::sum);
    }

    /** Sets a property: text that stands beside the metrics in the log, for whoever looks up what happened. */
    public synchronized void describe(String property, String value) {
        properties.put(property, value);
    }

    /** Prints the line. */
    public synchronized void print(PrintStream out, String bucket, Instant at) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("_aws", Map.of("Timestamp", at.toEpochMilli(), "CloudWatchMetrics", List.of(directive())));
        line.put(VerifierMetrics.BUCKET_DIMENSION, bucket);
        values.forEach((metric, value) -> line.put(metric.metric(), value));
        line.putAll(properties);
        out.println(Json.write(line));
    }

    private Map<String, Object> directive() {
        Map<String, Object> directive = new LinkedHashMap<>();
        directive.put("Namespace", VerifierMetrics.NAMESPACE);
        directive.put("Dimensions", List.of(List.of(VerifierMetrics.BUCKET_DIMENSION)));
        directive.put(
                "Metrics",
                values.keySet().stream()
                        .map(metric -> Map.of("Name", metric.metric(), "Unit", metric.unit()))
                        .toList());
        return directive;
    }
}
