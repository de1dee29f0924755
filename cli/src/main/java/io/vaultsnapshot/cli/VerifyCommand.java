package io.vaultsnapshot.cli;

import io.vaultsnapshot.cli.view.Width;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.report.text.ByteSize;
import io.vaultsnapshot.snapshot.archive.ArchiveInspection;
import io.vaultsnapshot.snapshot.archive.SnapshotArchiveReader;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.seal.KmsClients;
import io.vaultsnapshot.snapshot.seal.KmsDataKeys;
import io.vaultsnapshot.snapshot.seal.SealedSumsCheck;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads snapshots to their last byte and prints a verdict on each. */
@Command(
        name = "verify",
        description = "Reads snapshots to their last byte: gzip, tar, member set, every checksum, every storage entry.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {"", "Exit codes: 0 all intact, 1 findings, 2 usage, 3 could not read."})
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private SourceOptions sources;

    @Mixin
    private FormatOption format;

    @Option(
            names = "--unwrap-seal",
            description = {
                "Opens SHA256SUMS.sealed with one kms:Decrypt and compares it with SHA256SUMS. That proves the seal's key"
                        + " and where the file came from, without a server.",
                "Only for awskms seals, and only with an identity that may restore."
            })
    private boolean unwrapSeal;

    @Spec
    private CommandSpec spec;

    private final SealedSumsCheck sealedSums = new SealedSumsCheck(new KmsDataKeys(new KmsClients()));
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        sources.forEach(spec, SnapshotArchiveReader.DEPTH, read -> {
            InspectedSource inspected = unwrapSeal ? read.withUnwrappedSeal(sealedSums) : read;
            counts.merge(inspected.verdict(), 1, Integer::sum);
            if (format.isJson()) {
                out.println(Json.write(inspected.toMap()));
            } else {
                print(inspected, out);
            }
        });
        if (!format.isJson() && sources.count() > 1) {
            out.println(counts.entrySet().stream()
                    .map(count -> count.getValue() + " " + count.getKey().id())
                    .collect(Collectors.joining(", ")));
        }
        return ExitCode.of(counts.keySet());
    }

    private static void print(InspectedSource inspected, PrintWriter out) {
        out.println(coloured(inspected.verdict()) + "  " + inspected.source() + details(inspected));
        if (inspected.inspection() == null) {
            inspected.findings().forEach(why -> line(out, "  not read: ", why.message()));
            return;
        }
        for (Finding finding : inspected.findings()) {
            String place = finding.offset() == null ? "" : " (at byte " + finding.offset() + ")";
            line(out, "  ", finding.code() + place + ": " + finding.message());
            line(out, "    means:        ", finding.code().meaning());
            line(out, "    restoring it: ", finding.code().restoring());
            line(out, "    do next:      ", String.valueOf(finding.code().hint()));
        }
    }

    private static void line(PrintWriter out, String title, String text) {
        Width.lines(title, text).forEach(out::println);
    }

    private static String details(InspectedSource inspected) {
        ArchiveInspection inspection = inspected.inspection();
        if (inspection == null) {
            return "";
        }
        String level = inspected.verdict() == Verdict.INTACT
                ? "  (" + inspected.level().brief() + ")"
                : "";
        String sealed = inspected.unwrapped() ? "  sealed sums opened and equal" : "";
        return level + sealed + "  " + ByteSize.text(inspection.archive().size()) + "  sha256 "
                + inspection.archive().sha256();
    }

    /** Returns the verdict in its colour, on a terminal; elsewhere picocli leaves the colour out. */
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
