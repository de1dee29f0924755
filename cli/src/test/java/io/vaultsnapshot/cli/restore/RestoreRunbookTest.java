package io.vaultsnapshot.cli.restore;

import io.vaultsnapshot.testing.GeneratedBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The runbook's part about restores has the steps that the command prints and executes. */
class RestoreRunbookTest {
    @Test
    void runbook_restore_isMadeOfTheSteps() throws IOException {
        StringBuilder text = new StringBuilder("\n");
        text.append(GeneratedBlock.row("variable", "what it is, or where you find it"));
        text.append("|---|---|\n");
        for (RestoreVariable variable : RestoreVariable.values()) {
            text.append(GeneratedBlock.row("`" + variable.name() + "`", variable.meaning()));
        }
        for (RestoreTarget target : RestoreTarget.values()) {
            text.append("\n## ")
                    .append(target.title())
                    .append("\n\n")
                    .append(target.when())
                    .append('\n');
            int number = 1;
            for (RestoreStep step : merged(target)) {
                append(text, number++ + ". ", only(target, step), step);
            }
        }
        text.append("\n## When the KMS key of the seal does not answer\n\n")
                .append(
                        "Without the key no server opens this snapshot. A snapshot from before a seal migration needs the key")
                .append(" of that time.\n");
        RestoreProcedure.LOST_KEY.forEach(step -> append(text, "- ", "", step));
        GeneratedBlock.check("docs/runbook.md", "restore", text.append('\n').toString());
    }

    private static void append(StringBuilder text, String number, String only, RestoreStep step) {
        text.append("\n**")
                .append(number)
                .append(only)
                .append(step.title())
                .append(".** ")
                .append(step.why())
                .append("\n\n```sh\n")
                .append(step.command())
                .append("\n```\n\nIt must answer: ")
                .append(step.expected())
                .append('\n');
    }

    /** The steps of all kinds of seal: those of only one kind stand beside those of the other. */
    private static List<RestoreStep> merged(RestoreTarget target) {
        List<RestoreStep> steps = new ArrayList<>(RestoreProcedure.of(target, true, true));
        List<RestoreStep> other = RestoreProcedure.of(target, false, false);
        for (int i = 0; i < other.size(); i++) {
            if (!steps.contains(other.get(i))) {
                steps.add(steps.indexOf(other.get(i - 1)) + 1, other.get(i));
            }
        }
        return steps;
    }

    private static String only(RestoreTarget target, RestoreStep step) {
        boolean shamir = RestoreProcedure.of(target, true, true).contains(step);
        boolean self = RestoreProcedure.of(target, false, false).contains(step);
        return switch (step) {
            case CANARY -> "If the record has a canary: ";
            case KNOWN_VALUE -> "If it has none: ";
            default -> shamir && self ? "" : shamir ? "With a Shamir seal: " : "With a seal that opens itself: ";
        };
    }
}
