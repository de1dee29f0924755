package io.vaultsnapshot.cli.status;

import io.vaultsnapshot.cli.view.Emphasis;
import io.vaultsnapshot.cli.view.Table;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.replica.ReplicaWatch;
import io.vaultsnapshot.contract.run.JobRun;
import io.vaultsnapshot.contract.run.JobWatch;
import io.vaultsnapshot.contract.status.PastAlert;
import io.vaultsnapshot.report.text.Age;
import io.vaultsnapshot.report.text.ByteSize;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints the history of one cluster, newest first. */
public final class HistoryView {
    private final PrintWriter out;
    private final Emphasis emphasis;

    /** Prints to a writer. */
    public HistoryView(PrintWriter out, Emphasis emphasis) {
        this.out = out;
        this.emphasis = emphasis;
    }

    /** Prints it. */
    public void print(ClusterHistory history) {
        printHead(history);
        printSnapshots(history);
        printDrills(history);
        printAlerts(history);
    }

    private void printHead(ClusterHistory history) {
        Situation situation = history.status().situation();
        String name = history.status().cluster();
        out.println(emphasis.of(
                situation.state(),
                name + " is " + situation.state().id() + ": "
                        + situation.cause().meaning(1)));
        out.println("  since        " + ago(situation.since(), history.readAt()));
        if (situation.dueAt() != null) {
            out.println("  due          " + ago(situation.dueAt(), history.readAt()));
        }
        out.println("  last proven  " + proven(history.status().observations().lastProven(), history.readAt()));
        ReplicaWatch replica = history.status().observations().replica();
        if (replica != null) {
            out.println("  replica      " + replica.position(Age::time));
        }
        JobWatch job = history.status().observations().job();
        if (job != null) {
            printJob(job, situation, history.readAt());
        }
    }

    /** What the last run of the backup job said about itself, and how long it has gone wrong. */
    private void printJob(JobWatch job, Situation situation, Instant now) {
        JobRun run = job.last();
        String end = run.succeeded() ? "its snapshot arrived" : "failed: " + run.problem();
        out.println("  last run     began " + Age.time(run.startedAt()) + ", ended "
                + ago(run.endedAt(), now) + " after " + run.attempts()
                + (run.attempts() == 1 ? " attempt" : " attempts") + "; " + end);
        if (job.failingSince() != null) {
            out.println("  failures     " + job.failures() + " in a row since " + Age.time(job.failingSince()) + "; "
                    + (job.lastSuccess() == null
                            ? "no good run was seen"
                            : "the last good run ended " + Age.time(job.lastSuccess())));
        }
        situation.reason(Age::time).ifPresent(why -> out.println("  why          " + why));
    }

    private static String proven(@Nullable ProvenSnapshot proven, Instant now) {
        return proven == null
                ? "none"
                : proven.key().format() + ", " + proven.level().brief() + ", taken "
                        + Age.between(proven.takenAt(), now) + " ago";
    }

    private void printSnapshots(ClusterHistory history) {
        Table table = new Table();
        table.add(UnaryOperator.identity(), List.of(), "SNAPSHOT TAKEN", "SIZE", "VERDICT", "PROOF", "FOUND");
        for (SeenSnapshot seen : history.snapshots()) {
            VerificationRecord record = seen.record();
            boolean good = record != null && record.verdict() == Verdict.INTACT;
            table.add(
                    line -> good ? line : emphasis.bad(line),
                    List.of(),
                    Age.time(seen.key().takenAt()),
                    ByteSize.text(seen.bytes()),
                    record == null ? "not verified" : record.verdict().id(),
                    record == null ? "-" : record.level().id(),
                    record == null ? "" : codes(record.findings()));
        }
        print(table, history.snapshots().isEmpty(), "no snapshot");
    }

    private static String codes(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.code().name() + (finding.counts() ? "" : " (acknowledged)"))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private void printDrills(ClusterHistory history) {
        Table table = new Table();
        table.add(UnaryOperator.identity(), List.of(), "RESTORE DRILL", "RESULT", "SNAPSHOT", "FIRST READ AFTER");
        for (DrillRecord drill : history.drills()) {
            boolean failed = drill.end().outcome().isFailure();
            table.add(
                    line -> failed ? emphasis.bad(line) : line,
                    failed ? List.of(drill.end().outcome().meaning()) : List.of(),
                    Age.time(drill.key().startedAt()),
                    drill.end().outcome().name(),
                    snapshot(drill),
                    readAfter(drill));
        }
        print(table, history.drills().isEmpty(), "no restore drill");
    }

    private static String snapshot(DrillRecord drill) {
        return drill.proof() == null || drill.proof().snapshot() == null
                ? "-"
                : Age.time(drill.proof().snapshot().key().takenAt());
    }

    private static String readAfter(DrillRecord drill) {
        Long seconds = drill.proof() == null || drill.proof().reading() == null
                ? null
                : drill.proof().reading().readAfterSeconds();
        return seconds == null ? "-" : seconds + " s";
    }

    private void printAlerts(ClusterHistory history) {
        Table table = new Table();
        table.add(UnaryOperator.identity(), List.of(), "ALERT", "KIND", "SEVERITY", "ABOUT");
        List<PastAlert> newestFirst =
                new ArrayList<>(history.status().assessment().alerts());
        Collections.reverse(newestFirst);
        for (PastAlert alert : newestFirst) {
            table.add(
                    UnaryOperator.identity(),
                    history.isUndelivered(alert) ? List.of("not delivered yet") : List.of(),
                    Age.time(alert.at()),
                    alert.kind().id(),
                    alert.severity().id(),
                    alert.cause().meaning(1));
        }
        print(table, newestFirst.isEmpty(), "no alert");
    }

    private void print(Table table, boolean isEmpty, String none) {
        out.println();
        if (isEmpty) {
            out.println(none);
        } else {
            table.lines().forEach(out::println);
        }
    }

    private static String ago(Instant time, Instant now) {
        return Age.time(time) + ", " + Age.between(time, now) + " ago";
    }
}
