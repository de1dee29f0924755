package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.snapshot.archive.SnapshotArchiveReader;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of every command that reads snapshots. */
final class SourceOptions {
    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "TEXT",
            description = "How to print: text, or json with one object per line and input. Default: text.")
    private OutputFormat format;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|s3://BUCKET/KEY|-",
            description = "Snapshots: files, objects (?versionId=… picks a version), or - for standard input.")
    private List<String> sources;

    /** Created by picocli, which also sets the fields. */
    @SuppressWarnings("NullAway.Init")
    SourceOptions() {}

    boolean isJson() {
        return format == OutputFormat.JSON;
    }

    /** Returns how many inputs there are. */
    int count() {
        return sources.size();
    }

    /** Looks at every input in turn, hands over what it came to, and returns the process's exit code. */
    int forEach(CommandSpec spec, InputStream stdin, Consumer<InspectedSource> print) {
        return forEach(spec, stdin, SnapshotArchiveReader.DEPTH, UnaryOperator.identity(), print);
    }

    /** Does the same and counts by prefixes of so many parts. */
    int forEach(CommandSpec spec, InputStream stdin, int depth, Consumer<InspectedSource> print) {
        return forEach(spec, stdin, depth, UnaryOperator.identity(), print);
    }

    /** Does the same with one more look at each input. */
    int forEach(
            CommandSpec spec, InputStream stdin, UnaryOperator<InspectedSource> more, Consumer<InspectedSource> print) {
        return forEach(spec, stdin, SnapshotArchiveReader.DEPTH, more, print);
    }

    private int forEach(
            CommandSpec spec,
            InputStream stdin,
            int depth,
            UnaryOperator<InspectedSource> more,
            Consumer<InspectedSource> print) {
        Progress progress = new Progress(spec.commandLine().getErr(), Boolean.getBoolean(Progress.TERMINAL_PROPERTY));
        List<Verdict> verdicts = new ArrayList<>();
        for (String source : sources) {
            InspectedSource inspected =
                    more.apply(InspectedSource.of(new SnapshotSource(source, stdin), depth, progress));
            verdicts.add(inspected.verdict());
            print.accept(inspected);
            spec.commandLine().getOut().flush();
        }
        return ExitCode.of(verdicts);
    }
}
