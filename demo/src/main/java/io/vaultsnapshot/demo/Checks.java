package io.vaultsnapshot.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What was tried, what was expected, and what was seen. */
final class Checks {
    private record Check(String tried, String expected, String seen, boolean passed) {
        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("tried", tried);
            map.put("expected", expected);
            map.put("seen", seen);
            map.put("passed", passed);
            return map;
        }
    }

    private final StepPrinter printer;
    private final List<Check> checks = new ArrayList<>();
    private String tried = "setting up";
    private String expected = "works";

    /** Creates an empty list, whose checks are printed as steps. */
    Checks(StepPrinter printer) {
        this.printer = printer;
    }

    /** Says what is tried next, and what should come of it. */
    void begin(String whatIsTried, String whatIsExpected) {
        tried = whatIsTried;
        expected = whatIsExpected;
        printer.begin(whatIsTried);
    }

    /** Says what came of it: for the table, and as a step. */
    void end(boolean passed, String seen, String step) {
        checks.add(new Check(tried, expected, seen, passed));
        printer.end(passed, step);
    }

    /** Returns whether there was a check and every one passed. */
    boolean allPassed() {
        return !checks.isEmpty() && checks.stream().allMatch(Check::passed);
    }

    /** Returns the checks for {@code --format json}. */
    List<Map<String, Object>> toList() {
        return checks.stream().map(Check::toMap).toList();
    }

    /** Prints the table, and whether every check passed. */
    void print() {
        int first = width("what was tried", Check::tried);
        int second = width("expected", Check::expected);
        int third = width("seen", Check::seen);
        String row = "%-" + first + "s%-" + second + "s%-" + third + "s%s";
        printer.line("");
        printer.line(String.format(row, "what was tried", "expected", "seen", "ok"));
        printer.line("-".repeat(first + second + third + 2));
        checks.forEach(check -> printer.line(
                String.format(row, check.tried(), check.expected(), check.seen(), printer.mark(check.passed()))));
        printer.line("");
        printer.line(allPassed() ? "Everything came out as expected." : "NOT everything came out as expected.");
    }

    private int width(String title, Function<Check, String> column) {
        int widest = checks.stream().map(column).mapToInt(String::length).max().orElse(0);
        return Math.max(title.length(), widest) + 2;
    }
}
