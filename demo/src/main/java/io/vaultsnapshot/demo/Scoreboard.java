package io.vaultsnapshot.demo;

import io.vaultsnapshot.snapshot.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What was tried, what was expected, and what was seen. */
final class Scoreboard {
    /**
     * One line.
     *
     * @param tried what was tried
     * @param expected what should come of it
     * @param seen what came of it
     * @param ok whether the two agree
     */
    record Row(String tried, String expected, String seen, boolean ok) {}

    private final List<Row> rows = new ArrayList<>();
    private String tried = "setting up";
    private String expected = "works";

    /** Says what is tried next and what should come of it. */
    void expect(String whatIsTried, String whatIsExpected) {
        tried = whatIsTried;
        expected = whatIsExpected;
    }

    /** Says what came of it. */
    void saw(boolean ok, String seen) {
        rows.add(new Row(tried, expected, seen, ok));
    }

    /** Returns whether anything was tried and all of it came out as expected. */
    boolean allOk() {
        return !rows.isEmpty() && rows.stream().allMatch(Row::ok);
    }

    /** Returns the table for people, a line per row. */
    List<String> lines(Screen screen) {
        int tried = width("what was tried", Row::tried);
        int expected = width("expected", Row::expected);
        int seen = width("seen", Row::seen);
        List<String> lines = new ArrayList<>();
        lines.add(pad("what was tried", tried) + pad("expected", expected) + pad("seen", seen) + "ok");
        lines.add("-".repeat(tried + expected + seen + 2));
        for (Row row : rows) {
            lines.add(pad(row.tried(), tried)
                    + pad(row.expected(), expected)
                    + pad(row.seen(), seen)
                    + screen.mark(row.ok()));
        }
        return lines;
    }

    /** Returns the table for programs, one JSON object on one line. */
    String json() {
        List<Map<String, Object>> list = rows.stream().map(Scoreboard::fields).toList();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("ok", allOk());
        document.put("rows", list);
        return Json.write(document);
    }

    private static Map<String, Object> fields(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tried", row.tried());
        fields.put("expected", row.expected());
        fields.put("seen", row.seen());
        fields.put("ok", row.ok());
        return fields;
    }

    private int width(String title, Function<Row, String> column) {
        int widest = rows.stream().map(column).mapToInt(String::length).max().orElse(0);
        return Math.max(title.length(), widest) + 2;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
