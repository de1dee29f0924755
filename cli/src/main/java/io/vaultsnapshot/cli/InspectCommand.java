package io.vaultsnapshot.cli;

import io.vaultsnapshot.snapshot.archive.ArchiveInspection;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what is in snapshots, as far as that can be read without a key. */
@Command(
        name = "inspect",
        description = "Shows what is in snapshots, without any key: raft index, term and servers, server versions, seal"
                + " and its KMS key, mounts, policies, tokens, leases, and how much is stored where.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {
            "",
            "Exit codes: 0 all intact, 1 findings, 2 usage, 3 could not read.",
            "With --diff, 1 also when a person must look: the index goes backwards, the seal changed, a prefix vanished,"
                    + " or the two come from different servers."
        })
final class InspectCommand implements Callable<Integer> {
    private static final int DEEPEST = 32;

    @Mixin
    private SourceOptions sources;

    @Mixin
    private FormatOption format;

    @Option(
            names = "--depth",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many parts of the storage keys make a prefix, 1 to 32. Default: 2.")
    private int depth;

    @Option(names = "--diff", description = "Compares two snapshots, the older one first.")
    private boolean diff;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (depth < 1 || depth > DEEPEST) {
            throw usage("--depth must be 1 to " + DEEPEST + ", not " + depth);
        }
        if (diff && sources.count() != 2) {
            throw usage("--diff compares two snapshots, the older one first; " + sources.count() + " given");
        }
        List<InspectedSource> inspected = new ArrayList<>();
        sources.forEach(spec, depth, each -> {
            inspected.add(each);
            if (!diff || each.inspection() == null) {
                print(each);
            }
        });
        int exitCode =
                ExitCode.of(inspected.stream().map(InspectedSource::verdict).toList());
        return diff ? compare(inspected.get(0), inspected.get(1), exitCode) : exitCode;
    }

    private void print(InspectedSource inspected) {
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            out.println(Json.write(inspected.toContentsMap()));
        } else {
            new ContentsView(out).print(inspected);
        }
    }

    private int compare(InspectedSource first, InspectedSource second, int exitCode) {
        ArchiveInspection before = first.inspection();
        ArchiveInspection after = second.inspection();
        if (before == null || after == null) {
            return exitCode;
        }
        ContentsDiff changes = new ContentsDiff(before.archive(), after.archive());
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            out.println(Json.write(changes.toMap(first, second)));
        } else {
            new DiffView(out).print(first, second, changes);
        }
        return exitCode == ExitCode.INTACT && !changes.warnings().isEmpty() ? ExitCode.FINDINGS : exitCode;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
