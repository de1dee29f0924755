package io.vaultsnapshot.cli.restore;

import io.vaultsnapshot.cli.view.Width;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.record.Quorum;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.schedule.DurationText;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints a plan for somebody who never restored a server. */
public final class PlanView {
    private static final int COLUMNS = 100;

    private final PrintWriter out;

    /** Prints to a writer. Commands stay whole on a narrow terminal too, so that they can be copied. */
    public PlanView(PrintWriter out) {
        this.out = out;
    }

    /**
     * Prints what is restored and why.
     *
     * @param keys what is wrong with the KMS keys of the seal, in words; empty when nothing is, or there are none
     */
    public void printHead(RestorePlan plan, List<String> keys, Instant now) {
        VerificationRecord record = plan.snapshot().record();
        out.println(plan.target().title() + ": cluster " + record.key().cluster());
        out.println();
        paragraph("", plan.target().when());
        out.println();
        line("snapshot", record.key().format());
        line("version", String.valueOf(record.versionId()));
        line("why this one", plan.snapshot().why());
        line(
                "taken",
                record.key().takenAt() + ", "
                        + DurationText.of(
                                Duration.between(record.key().takenAt(), now).truncatedTo(ChronoUnit.MINUTES))
                        + " ago: all that was written since is lost");
        line("proof", record.verdict().id() + ", level " + record.level().id() + ", verified " + record.verifiedAt());
        line("seal", seal(record.seal()));
        keys.forEach(problem -> line("KMS key", problem));
        for (Finding finding : record.findings()) {
            line("found", finding.code() + ": " + finding.message());
            line("", "restoring it: " + finding.code().restoring() + (finding.counts() ? "" : " (acknowledged)"));
        }
        for (VerificationRecord skipped : plan.snapshot().skipped()) {
            line(
                    "not taken",
                    skipped.key().format() + " is newer and "
                            + skipped.verdict().id());
        }
        out.println();
    }

    private static String seal(@Nullable SealInfo seal) {
        if (seal == null) {
            return "not known";
        }
        if (seal.isShamir()) {
            return "shamir: " + seal.threshold() + " of " + seal.shares()
                    + " key holders are needed, with the keys that were valid then";
        }
        Quorum recovery = seal.recovery();
        return seal.type() + ": the server unseals itself with " + String.join(" or ", seal.keys())
                + (recovery == null
                        ? ""
                        : "; a root token takes " + recovery.threshold() + " of " + recovery.shares()
                                + " holders of recovery keys");
    }

    /** Prints one step, with its number. */
    public void print(RestorePlan plan, RestoreStep step) {
        print(plan, step, plan.steps().indexOf(step) + 1 + ". ");
    }

    /** Prints one step that is not among the plan's own. */
    public void printUnnumbered(RestorePlan plan, RestoreStep step) {
        print(plan, step, "- ");
    }

    private void print(RestorePlan plan, RestoreStep step, String number) {
        out.println(number + step.title());
        paragraph("   ", step.why());
        plan.commandOf(step).lines().forEach(line -> out.println("     " + line));
        paragraph("   ", "It must answer: " + step.expected());
        out.println();
    }

    private void line(String title, String value) {
        paragraph(String.format(Locale.ROOT, "  %-13s ", title), value);
    }

    private void paragraph(String first, String text) {
        Width.lines(first, text, COLUMNS).forEach(out::println);
    }
}
