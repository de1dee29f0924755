package io.vaultsnapshot.cli.restore;

import io.vaultsnapshot.contract.schedule.DurationText;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;

/** Executes a plan step by step. Each step is confirmed first. The run ends at the first answer that is not the expected one. */
public final class RestoreRun {
    /** How a run ended. */
    public enum End {
        /** All steps are done. */
        COMPLETE,
        /** The operator stopped it. */
        STOPPED,
        /** A command did not answer as it must. */
        DEVIATION
    }

    private enum Choice {
        RUN,
        SKIP,
        STOP
    }

    private final RestorePlan plan;
    private final RestoreJournal journal;
    private final Shell shell;
    private final Function<String, String> ask;
    private final PrintWriter out;
    private final Clock clock;

    /**
     * Prepares a run.
     *
     * @param ask shows a question and returns the line that was typed, or an empty text when there is none
     */
    public RestoreRun(
            RestorePlan plan,
            RestoreJournal journal,
            Shell shell,
            Function<String, String> ask,
            PrintWriter out,
            Clock clock) {
        this.plan = plan;
        this.journal = journal;
        this.shell = shell;
        this.ask = ask;
        this.out = out;
        this.clock = clock;
    }

    /**
     * Runs the steps that are not done yet.
     *
     * @throws IOException if the journal cannot be written or a command cannot be started
     */
    public End execute() throws IOException {
        Set<RestoreStep> done = journal.done();
        if (!done.isEmpty()) {
            out.println("Going on after " + done.size() + " steps that are done.");
        }
        for (RestoreStep step : plan.steps()) {
            if (!done.contains(step)) {
                End end = execute(step);
                if (end != End.COMPLETE) {
                    return end;
                }
                journal.done(step);
            }
        }
        return End.COMPLETE;
    }

    private End execute(RestoreStep step) throws IOException {
        new PlanView(out).print(plan, step);
        out.flush();
        switch (choice()) {
            case STOP -> {
                journal.note("stopped before " + step.name());
                return End.STOPPED;
            }
            case SKIP -> {
                journal.note("skipped " + step.name());
                return End.COMPLETE;
            }
            case RUN -> journal.note("$ " + plan.commandOf(step));
        }
        Shell.Answer answer = step.isTyped()
                ? shell.runTyped(step.command(), plan.values())
                : shell.run(step.command(), plan.values());
        journal.note(answer.output() + "exit code " + answer.exitCode());
        return judge(step, answer);
    }

    private Choice choice() {
        while (true) {
            switch (ask.apply("   Run it? [y]es, [s]kip (I did it myself), [q]uit: ")
                    .strip()
                    .toLowerCase(Locale.ROOT)) {
                case "y", "yes" -> {
                    return Choice.RUN;
                }
                case "s", "skip" -> {
                    return Choice.SKIP;
                }
                case "q", "quit", "" -> {
                    return Choice.STOP;
                }
                default -> out.println("   Please type y, s or q.");
            }
        }
    }

    private End judge(RestoreStep step, Shell.Answer answer) throws IOException {
        String expected = step.answer();
        Matcher found = new CommandText(plan.values())
                .pattern(expected == null ? "" : expected)
                .matcher(answer.output());
        if (answer.exitCode() != 0 || !found.find()) {
            journal.note("deviation: " + step.name());
            out.println("   This is not the expected answer"
                    + (answer.exitCode() == 0 ? "" : " (exit code " + answer.exitCode() + ")") + ". It must be: "
                    + step.expected());
            out.println("   The restore stops here. Run the same command again to go on with this step.");
            return End.DEVIATION;
        }
        return step == RestoreStep.INDEX ? accepted(found.group(1)) : End.COMPLETE;
    }

    /** A server that is newer than the snapshot loses its writes. So that is asked about twice. */
    private End accepted(String serverIndex) throws IOException {
        Long index = plan.index();
        long lost = index == null ? 0 : Long.parseLong(serverIndex) - index;
        if (lost <= 0) {
            return End.COMPLETE;
        }
        Duration age = Duration.between(plan.snapshot().record().key().takenAt(), clock.instant());
        out.println("   The server is newer than the snapshot: " + lost + " writes of the last " + DurationText.of(age)
                + " will be lost.");
        boolean yes = ask.apply("   Type the number of writes that you accept to lose: ")
                        .strip()
                        .equals(Long.toString(lost))
                && ask.apply("   Type the cluster's name to confirm: ")
                        .strip()
                        .equals(plan.values().get(RestoreVariable.CLUSTER));
        journal.note((yes ? "accepted" : "not accepted") + ": " + lost + " writes of the last " + DurationText.of(age)
                + " will be lost");
        if (!yes) {
            out.println("   Not confirmed. The server was not changed.");
        }
        return yes ? End.COMPLETE : End.STOPPED;
    }
}
