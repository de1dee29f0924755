package io.vaultsnapshot.cli.doctor;

import io.vaultsnapshot.cli.view.Emphasis;
import io.vaultsnapshot.cli.view.Width;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints a checkup for a person: what was seen, and below each miss what to do now. */
public final class CheckupView {
    private static final int OUTCOME_COLUMNS = 11;
    private static final int LONGEST_LINE = 120;

    private final PrintWriter out;
    private final Emphasis emphasis;

    /** Creates it. */
    public CheckupView(PrintWriter out, Emphasis emphasis) {
        this.out = out;
        this.emphasis = emphasis;
    }

    /** Prints it. */
    public void print(Checkup checkup) {
        for (Stage stage : Stage.values()) {
            List<Check> checks = checkup.checks().stream()
                    .filter(check -> check.subject().stage() == stage)
                    .toList();
            if (!checks.isEmpty()) {
                out.println(stage.title());
                checks.forEach(this::print);
                out.println();
            }
        }
        Width.lines("", summary(checkup), LONGEST_LINE).forEach(out::println);
    }

    private void print(Check check) {
        boolean wrong = check.outcome() == Outcome.MISS || check.outcome() == Outcome.UNKNOWN;
        String first = String.format(
                Locale.ROOT,
                "  %-" + (OUTCOME_COLUMNS - 2) + "s",
                check.outcome().id());
        String of = check.cluster() == null ? "" : " of " + check.cluster();
        for (String line : Width.lines(first, check.subject().id() + of + ": " + check.text(), LONGEST_LINE)) {
            out.println(wrong ? emphasis.bad(line) : line);
        }
        if (check.next() != null) {
            Width.lines(" ".repeat(OUTCOME_COLUMNS), "Next: " + check.next(), LONGEST_LINE)
                    .forEach(out::println);
        }
    }

    private static String summary(Checkup checkup) {
        String counts = Stream.of(Outcome.values())
                .filter(outcome -> checkup.count(outcome) > 0)
                .map(outcome -> checkup.count(outcome) + " " + outcome.id())
                .collect(Collectors.joining(", "));
        return counts + ". "
                + (checkup.worst().isEmpty()
                        ? "Nothing is missing."
                        : "Begin with the first Next: what is below it may follow from it.");
    }
}
