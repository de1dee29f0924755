package io.vaultsnapshot.infra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.metric.MetricDimension;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The graphs of the CloudWatch dashboard as a dashboard of Grafana, over its CloudWatch data source. Bucket and region are
 * variables and a group is any group, so the file is the same for everybody.
 *
 * <p>Source: Grafana's dashboard model and the queries of its CloudWatch data source, as the Go package
 * {@code grafana-foundation-sdk} has them; {@code .ci/run} reads the file with it.
 */
final class GrafanaDashboard {
    private static final Map<String, String> DATASOURCE = Map.of("type", "cloudwatch", "uid", "${datasource}");
    private static final String REGION = "$region";
    private static final String BUCKET = "$bucket";
    /** Grafana's units for the labels that the axes have in CloudWatch. Ages are drawn as the seconds that they are. */
    private static final Map<String, String> UNITS =
            Map.of("clusters", "none", "percent", "percent", "hours", "s", "bytes", "bytes", "milliseconds", "ms");

    private static final Map<String, Object> OPTIONS = Map.of(
            "legend", Map.of("calcs", List.of(), "displayMode", "list", "placement", "bottom", "showLegend", true),
            "tooltip", Map.of("mode", "multi", "sort", "desc"));

    private GrafanaDashboard() {}

    /**
     * Returns the dashboard as JSON.
     *
     * @param body the body of a CloudWatch dashboard
     */
    static String of(JsonNode body) {
        List<Object> panels = new ArrayList<>();
        for (JsonNode widget : body.get("widgets")) {
            if (widget.get("type").asText().equals("metric")) {
                panels.add(panel(panels.size(), widget.get("properties")));
            }
        }
        return text(Map.of(
                "title",
                "Vault Snapshot",
                "uid",
                AwsNames.DASHBOARD,
                "tags",
                List.of("backup", "openbao", "vault"),
                "schemaVersion",
                39,
                "timezone",
                "browser",
                "refresh",
                "15m",
                "time",
                Map.of("from", "now-14d", "to", "now"),
                "annotations",
                Map.of("list", List.of()),
                "templating",
                Map.of("list", variables()),
                "panels",
                panels));
    }

    private static List<Object> variables() {
        Map<String, Object> buckets = Map.of(
                "queryType",
                "dimensionValues",
                "region",
                REGION,
                "namespace",
                VerifierMetrics.NAMESPACE,
                "metricName",
                VerifierMetrics.SWEEP_COMPLETED.metric(),
                "dimensionKey",
                VerifierMetrics.BUCKET_DIMENSION,
                "dimensionFilters",
                Map.of(),
                "refId",
                "Buckets");
        Map<String, Object> regions = Map.of("queryType", "regions", "region", "default", "refId", "Regions");
        return List.of(
                Map.of("type", "datasource", "name", "datasource", "label", "Data source", "query", "cloudwatch"),
                Map.of(
                        "type",
                        "query",
                        "name",
                        "region",
                        "label",
                        "Region",
                        "refresh",
                        1,
                        "datasource",
                        DATASOURCE,
                        "query",
                        regions),
                Map.of(
                        "type",
                        "query",
                        "name",
                        "bucket",
                        "label",
                        "Bucket",
                        "refresh",
                        1,
                        "datasource",
                        DATASOURCE,
                        "query",
                        buckets));
    }

    private static Map<String, Object> panel(int number, JsonNode properties) {
        return Map.of(
                "id",
                number + 1,
                "type",
                "timeseries",
                "title",
                properties.get("title").asText(),
                "datasource",
                DATASOURCE,
                "gridPos",
                Map.of("h", 8, "w", 12, "x", number % 2 * 12, "y", number / 2 * 8),
                "fieldConfig",
                Map.of("defaults", defaults(properties), "overrides", colors(properties)),
                "options",
                OPTIONS,
                "targets",
                targets(properties.get("metrics")));
    }

    private static Map<String, Object> defaults(JsonNode properties) {
        Map<String, Object> defaults = new TreeMap<>();
        defaults.put("unit", UNITS.get(properties.at("/yAxis/left/label").asText()));
        defaults.put("min", 0);
        Map<String, Object> drawn = new TreeMap<>();
        drawn.put("fillOpacity", properties.path("stacked").asBoolean() ? 50 : 0);
        drawn.put(
                "stacking",
                Map.of("group", "A", "mode", properties.path("stacked").asBoolean() ? "normal" : "none"));
        JsonNode line = properties.at("/annotations/horizontal/0");
        if (!line.isMissingNode()) {
            drawn.put("thresholdsStyle", Map.of("mode", "line"));
            Map<String, Object> below = new TreeMap<>();
            below.put("color", "transparent");
            below.put("value", null);
            Map<String, Object> above = Map.of(
                    "color",
                    line.get("color").asText(),
                    "value",
                    line.get("value").asInt());
            defaults.put("thresholds", Map.of("mode", "absolute", "steps", List.of(below, above)));
        }
        defaults.put("custom", drawn);
        return defaults;
    }

    /** A state has the same color in both dashboards. */
    private static List<Object> colors(JsonNode properties) {
        List<Object> overrides = new ArrayList<>();
        for (JsonNode metric : properties.get("metrics")) {
            JsonNode options = metric.get(metric.size() - 1);
            if (options.has("color")) {
                Map<String, Object> fixed = Map.of(
                        "mode", "fixed", "fixedColor", options.get("color").asText());
                overrides.add(Map.of(
                        "matcher",
                                Map.of(
                                        "id",
                                        "byName",
                                        "options",
                                        options.get("label").asText()),
                        "properties", List.of(Map.of("id", "color", "value", fixed))));
            }
        }
        return overrides;
    }

    private static List<Object> targets(JsonNode metrics) {
        List<Map<String, Object>> targets = new ArrayList<>();
        for (JsonNode metric : metrics) {
            JsonNode options = metric.get(metric.size() - 1);
            String expression = options.path("expression").asText();
            if (expression.contains("SEARCH")) {
                targets.add(found(expression, options));
            } else if (expression.isEmpty()) {
                targets.add(target(metric, options));
            }
            // Any other expression is made of a metric that follows and that CloudWatch does not draw.
        }
        List<Object> numbered = new ArrayList<>();
        for (Map<String, Object> target : targets.stream().distinct().toList()) {
            Map<String, Object> whole = new TreeMap<>(target);
            whole.put("refId", String.valueOf((char) ('A' + numbered.size())));
            whole.put("id", "m" + numbered.size());
            numbered.add(whole);
        }
        return numbered;
    }

    private static Map<String, Object> found(String expression, JsonNode options) {
        String metric = expression.replaceFirst(".*MetricName=\"", "").replaceFirst("\".*", "");
        return query(
                metric,
                Map.of(VerifierMetrics.BUCKET_DIMENSION, BUCKET, MetricDimension.CLUSTER.dimension(), "*"),
                property(MetricDimension.CLUSTER),
                options.get("period").asText());
    }

    private static Map<String, Object> target(JsonNode metric, JsonNode options) {
        Map<String, String> dimensions = new TreeMap<>();
        String label = options.get("label").asText();
        for (int at = 2; at + 1 < metric.size(); at += 2) {
            String name = metric.get(at).asText();
            String value = metric.get(at + 1).asText();
            if (name.equals(MetricDimension.GROUP.dimension())) {
                label = label.replace(value, property(MetricDimension.GROUP));
                value = "*";
            }
            dimensions.put(name, name.equals(VerifierMetrics.BUCKET_DIMENSION) ? BUCKET : value);
        }
        return query(
                metric.get(1).asText(), dimensions, label, options.get("period").asText());
    }

    /** CloudWatch's dynamic label: the value of that dimension. */
    private static String property(MetricDimension dimension) {
        return "${PROP('Dim." + dimension.dimension() + "')}";
    }

    private static Map<String, Object> query(
            String metric, Map<String, String> dimensions, String label, String periodSeconds) {
        Map<String, Object> query = new TreeMap<>();
        query.put("datasource", DATASOURCE);
        query.put("queryMode", "Metrics");
        query.put("metricQueryType", 0);
        query.put("metricEditorMode", 0);
        query.put("region", REGION);
        query.put("namespace", VerifierMetrics.NAMESPACE);
        query.put("metricName", metric);
        query.put("dimensions", dimensions);
        query.put("matchExact", true);
        query.put("statistic", "Maximum");
        query.put("period", periodSeconds);
        query.put("label", label);
        query.put("expression", "");
        return query;
    }

    private static String text(Map<String, Object> dashboard) {
        try {
            return SynthesizedStack.JSON
                            .writer()
                            .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                            .withDefaultPrettyPrinter()
                            .writeValueAsString(dashboard)
                            .replace("\r\n", "\n")
                    + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
