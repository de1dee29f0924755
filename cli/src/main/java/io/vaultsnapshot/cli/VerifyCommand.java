package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.snapshot.archive.ArchiveInspection;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.seal.KmsClients;
import io.vaultsnapshot.snapshot.seal.KmsDataKeys;
import io.vaultsnapshot.snapshot.seal.SealedSumsCheck;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads snapshots to their last byte and says what they are worth. */
@Command(
        name = "verify",
        description = "Reads snapshots to their last byte: gzip, tar, member set, every checksum, every storage entry.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 all intact, 1 findings, 2 usage, 3 could not look."})
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private SourceOptions options;

    @Option(
            names = "--unwrap-seal",
            description = {
                "Opens SHA256SUMS.sealed with one kms:Decrypt and compares it with SHA256SUMS: proves the seal's key and"
                        + " where the file came from, without a server.",
                "Only for awskms seals, and only with an identity that may restore."
            })
    private boolean unwrapSeal;

    @Spec
    private CommandSpec spec;

    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);

    /** Created by picocli, which also sets the fields. */
    @SuppressWarnings("NullAway.Init")
    VerifyCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        UnaryOperator<InspectedSource> more = UnaryOperator.identity();
        if (unwrapSeal) {
            SealedSumsCheck check = new SealedSumsCheck(new KmsDataKeys(new KmsClients()));
            more = inspected -> inspected.withUnwrappedSeal(check);
        }
        int exitCode = options.forEach(spec, System.in, more, inspected -> {
            counts.merge(inspected.verdict(), 1, Integer::sum);
            if (options.isJson()) {
                out.println(Json.write(inspected.toMap()));
            } else {
                print(inspected, out);
            }
        });
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        if (!options.isJson() && total > 1) {
            counts.forEach((verdict, count) -> out.print(count + " " + verdict.id() + "  "));
            out.println();
        }
        return exitCode;
    }

    private static void print(InspectedSource inspected, PrintWriter out) {
        out.println(coloured(inspected.verdict()) + "  " + inspected.source() + details(inspected));
        for (Finding finding : inspected.findings()) {
            String place = finding.offset() == null ? "" : " (at byte " + finding.offset() + ")";
            out.println("  " + finding.code() + place + ": " + finding.message());
            out.println("    means:        " + finding.code().meaning());
            out.println("    restoring it: " + finding.code().consequence().text());
            out.println("    do next:      " + finding.code().hint());
        }
    }

    private static String details(InspectedSource inspected) {
        ArchiveInspection inspection = inspected.inspection();
        if (inspection == null) {
            return "";
        }
        String level = inspected.verdict() == Verdict.INTACT
                ? "  (" + inspected.level().id() + ")"
                : "";
        String sealed = inspected.unwrapped() ? "  sealed sums opened and equal" : "";
        return level + sealed + "  " + ByteSize.text(inspection.archive().size()) + "  sha256 "
                + inspection.archive().sha256();
    }

    private static String coloured(Verdict verdict) {
        String colour =
                switch (verdict) {
                    case INTACT -> "green";
                    case CORRUPT -> "red";
                    case SUSPECT, UNKNOWN -> "yellow";
                };
        return Ansi.AUTO.string("@|bold," + colour + " " + String.format("%-7s", verdict.id()) + "|@");
    }
}
