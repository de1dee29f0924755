package io.vaultsnapshot.verifier.metrics;

import io.vaultsnapshot.contract.metric.LogField;
import io.vaultsnapshot.contract.metric.MetricDimension;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one run of the function counted, by any of its threads. Printed as lines in CloudWatch's embedded metric format, from which
 * CloudWatch makes metrics without a call of the function's own.
 *
 * <p>Source: the Amazon CloudWatch User Guide, "Specification: Embedded metric format".
 */
public final class RunMetrics {
    private final Map<VerifierMetrics, Long> values = new EnumMap<>(VerifierMetrics.class);
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final Map<List<String>, Map<VerifierMetrics, Long>> counted = new LinkedHashMap<>();

    private final List<Map<String, String>> notes = new ArrayList<>();

    /** Adds to a metric. */
    public synchronized void add(VerifierMetrics metric, long amount) {
        values.merge(metric, amount, Long::sum);
    }

    /** Sets a metric that is counted by something: a group, a state, a cluster. */
    public synchronized void record(MetricDimension by, String which, VerifierMetrics metric, long amount) {
        counted.computeIfAbsent(List.of(by.dimension(), which), series -> new EnumMap<>(VerifierMetrics.class))
                .put(metric, amount);
    }

    /** Sets a property: text beside the metrics in the log, for people who look up what happened. */
    public synchronized void describe(String property, String value) {
        properties.put(property, value);
    }

    /** Adds a line of its own to the log. It is no metric: CloudWatch bills one for each cluster. */
    public synchronized void note(Map<LogField, String> fields) {
        Map<String, String> line = new LinkedHashMap<>();
        new EnumMap<>(fields).forEach((field, text) -> line.put(field.field(), text));
        notes.add(line);
    }

    /** Prints the line of the run, then one for each thing that something was counted by. */
    public synchronized void print(PrintStream out, String bucket, Instant at) {
        out.println(Json.write(line(bucket, at, List.of(), values, properties)));
        counted.forEach((series, amounts) -> out.println(Json.write(line(bucket, at, series, amounts, Map.of()))));
        notes.forEach(note -> out.println(Json.write(note)));
    }

    private static Map<String, Object> line(
            String bucket,
            Instant at,
            List<String> series,
            Map<VerifierMetrics, Long> amounts,
            Map<String, Object> properties) {
        Map<String, Object> line = new LinkedHashMap<>();
        List<String> dimensions = new ArrayList<>(List.of(VerifierMetrics.BUCKET_DIMENSION));
        series.stream().limit(1).forEach(dimensions::add);
        line.put(
                "_aws",
                Map.of(
                        "Timestamp",
                        at.toEpochMilli(),
                        "CloudWatchMetrics",
                        List.of(directive(dimensions, amounts.keySet()))));
        line.put(VerifierMetrics.BUCKET_DIMENSION, bucket);
        if (!series.isEmpty()) {
            line.put(series.get(0), series.get(1));
        }
        amounts.forEach((metric, value) -> line.put(metric.metric(), value));
        line.putAll(properties);
        return line;
    }

    private static Map<String, Object> directive(List<String> dimensions, Set<VerifierMetrics> metrics) {
        Map<String, Object> directive = new LinkedHashMap<>();
        directive.put("Namespace", VerifierMetrics.NAMESPACE);
        directive.put("Dimensions", List.of(dimensions));
        directive.put(
                "Metrics",
                metrics.stream()
                        .map(metric -> Map.of("Name", metric.metric(), "Unit", metric.unit()))
                        .toList());
        return directive;
    }
}
