package io.vaultsnapshot.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Two weeks of a plausible fleet for one metric of a dashboard: weekday snapshots, a weekend, one failed night.
 *
 * @param label what the graph calls it
 * @param color the color that the dashboard gives it, or an empty text
 * @param right whether it belongs to the right axis
 * @param values four points a day
 */
record SampleSeries(String label, String color, boolean right, List<Double> values) {
    static final int POINTS = 57;
    private static final int A_DAY = 4;
    private static final int FAILED_DAY = 9;

    /** Returns the series of a widget's metrics; a search finds three clusters. */
    static List<SampleSeries> of(JsonNode metrics) {
        List<SampleSeries> series = new ArrayList<>();
        String label = "";
        for (JsonNode metric : metrics) {
            JsonNode last = metric.get(metric.size() - 1);
            String expression = last.path("expression").asText();
            if (expression.contains("SEARCH")) {
                String name = expression.replaceFirst(".*MetricName=\"", "").replaceFirst("\".*", "");
                for (int cluster = 0; cluster < 3; cluster++) {
                    series.add(new SampleSeries("cluster-" + (char) ('a' + cluster), "", false, values(name, cluster)));
                }
            } else if (!expression.isEmpty()) {
                // What it is made of follows, invisible.
                label = last.get("label").asText();
            } else {
                String name = metric.get(1).asText();
                String which = metric.size() > 5 ? metric.get(metric.size() - 2).asText() : "";
                boolean shown = last.path("visible").asBoolean(true);
                String own = shown && last.has("label") ? last.get("label").asText() : label;
                series.add(new SampleSeries(
                        own,
                        last.path("color").asText(),
                        last.path("yAxis").asText().equals("right"),
                        values(name, which.hashCode() & 1, which)));
            }
        }
        return series;
    }

    static double top(List<SampleSeries> all, boolean stacked, boolean right) {
        double[] sums = new double[POINTS];
        double top = 1;
        for (SampleSeries series : all) {
            for (int point = 0; point < POINTS && series.right == right; point++) {
                sums[point] = series.values.get(point) + (stacked ? sums[point] : 0);
                top = Math.max(top, sums[point]);
            }
        }
        return top;
    }

    private static List<Double> values(String metric, int variant) {
        return values(metric, variant, "");
    }

    private static List<Double> values(String metric, int variant, String which) {
        List<Double> values = new ArrayList<>();
        for (int point = 0; point < POINTS; point++) {
            int day = point / A_DAY;
            double age = point % A_DAY * 0.25 + (day % 7 >= 5 ? day % 7 - 4 : 0) + (day == FAILED_DAY ? 1 : 0);
            values.add(
                    switch (metric) {
                        case "ClustersInState" -> inState(which, day);
                        case "SnapshotSize" -> (variant + 1) * 40e6 * (1 + day * 0.01 * (variant + 1));
                        case "VerificationDuration" -> (variant + 1) * 300 * (1 + day * 0.01 * (variant + 1));
                        case "ClustersLookedAt" -> day == FAILED_DAY ? 9d : point % A_DAY == 0 ? 6d : 0d;
                        case "RunDuration" -> day == FAILED_DAY ? 900d : 300d + point % A_DAY * 40;
                        default ->
                            metric.startsWith("Age")
                                    ? age * 24
                                    : age / (metric.endsWith("Present") ? 3.03 : 3.04) * 100;
                    });
        }
        return values;
    }

    private static double inState(String state, int day) {
        boolean failed = day == FAILED_DAY;
        return switch (state) {
            case "healthy" -> failed ? 8 : 12;
            case "stale" -> failed ? 3 : 0;
            case "invalid" -> failed ? 1 : 0;
            default -> 0;
        };
    }
}
