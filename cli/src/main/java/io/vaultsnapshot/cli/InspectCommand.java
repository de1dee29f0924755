package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.document.Finding;
import io.vaultsnapshot.contract.document.PrefixCount;
import io.vaultsnapshot.contract.document.SealInfo;
import io.vaultsnapshot.contract.document.SnapshotMeta;
import io.vaultsnapshot.verifier.archive.ArchiveInspection;
import io.vaultsnapshot.verifier.json.Json;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what is in snapshots, as far as that is readable without any key. */
@Command(
        name = "inspect",
        description = "Shows what is in snapshots without any key: raft index and term, server versions, seal, and how"
                + " much is stored where.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 all intact, 1 findings, 2 usage, 3 could not look."})
final class InspectCommand implements Callable<Integer> {
    @Mixin
    private SourceOptions options;

    @Spec
    private CommandSpec spec;

    /** Created by picocli, which also sets the fields. */
    @SuppressWarnings("NullAway.Init")
    InspectCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        return options.forEach(spec, System.in, inspected -> {
            if (options.isJson()) {
                out.println(Json.write(inspected.toContentsMap()));
            } else {
                print(inspected, out);
            }
        });
    }

    private static void print(InspectedSource inspected, PrintWriter out) {
        out.println(inspected.source());
        line(
                out,
                "verdict",
                inspected.verdict().word() + ", level " + inspected.level().word());
        for (Finding finding : inspected.findings()) {
            line(out, "found", finding.code() + ": " + finding.message());
        }
        ArchiveInspection inspection = inspected.inspection();
        if (inspection == null) {
            return;
        }
        line(out, "size", ByteSize.text(inspection.size()) + " (" + inspection.size() + " bytes)");
        line(out, "sha256", inspection.sha256());
        SnapshotMeta meta = inspection.meta();
        if (meta != null) {
            line(out, "raft index", String.valueOf(meta.index()));
            line(out, "raft term", String.valueOf(meta.term()));
        }
        line(out, "server versions", String.join(", ", inspection.serverVersions()));
        SealInfo seal = inspection.seal();
        if (seal != null) {
            line(out, "seal", seal.type() + ", " + seal.threshold() + " of " + seal.shares() + " key shares");
        }
        line(out, "entries", inspection.entries() + " (" + ByteSize.text(inspection.entryBytes()) + ")");
        out.println();
        out.printf(Locale.ROOT, "  %-52s %10s %14s%n", "prefix", "entries", "bytes");
        inspection.prefixes().forEach((prefix, count) -> row(out, prefix, count));
    }

    private static void line(PrintWriter out, String title, String value) {
        out.printf(Locale.ROOT, "  %-16s %s%n", title, value);
    }

    private static void row(PrintWriter out, String prefix, PrefixCount count) {
        out.printf(Locale.ROOT, "  %-52s %10d %14d%n", prefix, count.entries(), count.bytes());
    }
}
