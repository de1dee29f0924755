package io.vaultsnapshot.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Draws a dashboard's body roughly as CloudWatch does, over sample data. It shows whether the right things are beside
 * each other, have names and can be distinguished.
 */
final class DashboardPicture {
    private static final int UNIT = 50;
    private static final int MARGIN = 12;
    private static final List<String> COLORS =
            List.of("#1f77b4", "#2ca02c", "#ff7f0e", "#9467bd", "#8c564b", "#e377c2", "#17becf", "#d62728", "#7f7f7f");

    private static final List<List<String>> NOT_HEALTHY = List.of(
            List.of("cluster", "state", "why", "since"),
            List.of("eu-prod-2", "stale", "a snapshot is overdue", "2026-11-24T02:49:00Z"),
            List.of("eu-prod-7", "unproven", "no restore drill succeeded in time", "2026-11-23T04:00:00Z"));
    private static final List<List<String>> CLUSTERS = List.of(
            List.of("Cluster", "State", "Proof", "Backups"),
            List.of("eu-prod-2", "× stale for 40 min", "restored, 4 d old of 8 d", "intact, 25 h old, 1.2 GiB"),
            List.of(
                    "eu-prod-7",
                    "▲ unproven for 11 h",
                    "unsealable, 85 min old of 26 h",
                    "intact, 85 min old, 96.0 MiB"),
            List.of("eu-prod-1", "✓ healthy for 61 d", "restored, 2 d old of 8 d", "intact, 80 min old, 2.1 GiB"));

    private final StringBuilder svg = new StringBuilder();

    private final UnaryOperator<String> alarmNames;

    private DashboardPicture(UnaryOperator<String> alarmNames) {
        this.alarmNames = alarmNames;
    }

    /**
     * Returns the picture.
     *
     * @param alarmNames returns the name of the alarm with a logical id; the body has only that, the deployed one has its ARN
     */
    static String of(JsonNode dashboard, UnaryOperator<String> alarmNames) {
        DashboardPicture picture = new DashboardPicture(alarmNames);
        int bottom = 0;
        for (JsonNode widget : dashboard.get("widgets")) {
            picture.widget(widget);
            bottom = Math.max(
                    bottom, widget.get("y").asInt() + widget.get("height").asInt());
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + 24 * UNIT + "\" height=\"" + bottom * UNIT
                + "\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"#f2f3f3\"/>\n"
                + picture.svg + "</svg>\n";
    }

    private void widget(JsonNode widget) {
        int x = widget.path("x").asInt() * UNIT + 4;
        int y = widget.path("y").asInt() * UNIT + 4;
        int width = widget.get("width").asInt() * UNIT - 8;
        int height = widget.get("height").asInt() * UNIT - 8;
        JsonNode properties = widget.get("properties");
        rect(x, y, width, height, "#ffffff");
        text(
                x + MARGIN,
                y + 20,
                "#16191f",
                "<tspan font-weight=\"bold\">" + escaped(properties.get("title").asText()) + "</tspan>");
        if (widget.get("type").asText().equals("alarm")) {
            alarms(properties.get("alarms"), x, y, width);
        } else if (widget.get("type").asText().equals("log")) {
            table(x, y, width, NOT_HEALTHY);
        } else if (widget.get("type").asText().equals("custom")) {
            table(x, y, width, CLUSTERS);
        } else {
            graph(properties, x + 60, y + 48, width - 120, height - 104);
        }
    }

    private void alarms(JsonNode alarms, int x, int y, int width) {
        int columns = 6;
        for (int number = 0; number < alarms.size(); number++) {
            int left = x + MARGIN + number % columns * ((width - MARGIN) / columns);
            int top = y + 30 + number / columns * 36;
            // One of them rings, to show how that looks.
            rect(left, top, (width - MARGIN) / columns - 8, 30, number == 0 ? "#d13212" : "#1d8102");
            text(left + 6, top + 19, "#ffffff", escaped(name(alarms.get(number).asText())));
        }
    }

    /** The columns of the query, and two clusters. */
    private void table(int x, int y, int width, List<List<String>> rows) {
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                text(
                        x + MARGIN + column * (width / 4),
                        y + 50 + row * 26,
                        row == 0 ? "#545b64" : "#16191f",
                        rows.get(row).get(column));
            }
        }
    }

    private void graph(JsonNode properties, int x, int y, int width, int height) {
        List<SampleSeries> all = SampleSeries.of(properties.get("metrics"));
        boolean stacked = properties.path("stacked").asBoolean();
        double marked = properties.at("/annotations/horizontal/0/value").asDouble(0);
        double top = rounded(Math.max(marked, SampleSeries.top(all, stacked, false)));
        axis(properties.at("/yAxis/left/label").asText(), top, x, y, width, height, false);
        if (all.stream().anyMatch(SampleSeries::right)) {
            axis(
                    properties.at("/yAxis/right/label").asText(),
                    rounded(SampleSeries.top(all, false, true)),
                    x,
                    y,
                    width,
                    height,
                    true);
        }
        double[] below = new double[SampleSeries.POINTS];
        for (int number = 0; number < all.size(); number++) {
            SampleSeries series = all.get(number);
            String color = series.color().isEmpty() ? COLORS.get(number % COLORS.size()) : series.color();
            double scale = series.right() ? rounded(SampleSeries.top(all, false, true)) : top;
            List<String> points = new ArrayList<>();
            List<String> under = new ArrayList<>();
            for (int point = 0; point < SampleSeries.POINTS; point++) {
                double value = series.values().get(point) + (stacked ? below[point] : 0);
                under.add(
                        0,
                        number(x + (double) width * point / (SampleSeries.POINTS - 1)) + ","
                                + number(y + height - height * below[point] / scale));
                below[point] = stacked ? value : 0;
                points.add(number(x + (double) width * point / (SampleSeries.POINTS - 1)) + ","
                        + number(y + height - height * value / scale));
            }
            if (stacked) {
                svg.append("<polygon fill=\"" + color + "\" fill-opacity=\"0.5\" points=\"" + String.join(" ", points)
                        + " " + String.join(" ", under) + "\"/>\n");
            }
            svg.append("<polyline fill=\"none\" stroke=\"" + color + "\" stroke-width=\"1.5\" points=\""
                    + String.join(" ", points) + "\"/>\n");
            int left = x - 40 + number % 4 * ((width + 80) / 4);
            int row = y + height + 22 + number / 4 * 15;
            rect(left, row - 9, 10, 10, color);
            text(left + 14, row, "#545b64", escaped(series.label()));
        }
        if (marked > 0) {
            double level = y + height - height * marked / top;
            svg.append("<line x1=\"" + x + "\" x2=\"" + (x + width) + "\" y1=\"" + number(level) + "\" y2=\""
                    + number(level) + "\" stroke=\"#d62728\" stroke-dasharray=\"5 3\"/>\n");
            text(
                    x + 4,
                    (int) level - 4,
                    "#d62728",
                    escaped(properties.at("/annotations/horizontal/0/label").asText()));
        }
    }

    private void axis(String label, double top, int x, int y, int width, int height, boolean right) {
        int side = right ? x + width + 4 : x - 56;
        for (int step = 0; step <= 4; step++) {
            double level = y + height - (double) height * step / 4;
            svg.append("<line x1=\"" + x + "\" x2=\"" + (x + width) + "\" y1=\"" + number(level) + "\" y2=\""
                    + number(level) + "\" stroke=\"#eaeded\"/>\n");
            text(side, (int) level + 4, "#879596", shortened(top * step / 4));
        }
        text(right ? side - 40 : side, y - 10, "#879596", escaped(label));
    }

    private void rect(int x, int y, int width, int height, String color) {
        svg.append("<rect x=\"" + x + "\" y=\"" + y + "\" width=\"" + width + "\" height=\"" + height + "\" fill=\""
                + color + "\"/>\n");
    }

    private void text(int x, int y, String color, String content) {
        svg.append("<text x=\"" + x + "\" y=\"" + y + "\" fill=\"" + color + "\">" + content + "</text>\n");
    }

    private String name(String alarm) {
        return alarmNames.apply(alarm.replaceFirst("^\\$\\{", "").replaceFirst("\\.Arn}$", ""));
    }

    /** Returns the top of an axis with four steps of whole numbers: there are no 13.2 clusters. */
    private static double rounded(double top) {
        return Math.ceil(top * 1.1 / 4) * 4;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String shortened(double value) {
        if (value >= 1_000_000) {
            return number(value / 1_000_000) + "M";
        }
        return value >= 10_000 ? number(value / 1000) + "k" : String.valueOf(Math.round(value));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
