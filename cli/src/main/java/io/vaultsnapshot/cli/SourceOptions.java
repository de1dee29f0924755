package io.vaultsnapshot.cli;

import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** The inputs of every command that reads snapshots. */
final class SourceOptions {
    @Parameters(
            arity = "1..*",
            paramLabel = "SNAPSHOT",
            description =
                    "A file, an object s3://BUCKET/KEY (with ?versionId=… one version of it, else the one that the"
                            + " verifier judged first), or - for standard input.")
    private List<String> sources;

    /** Returns how many inputs there are. */
    int count() {
        return sources.size();
    }

    /**
     * Inspects the inputs in their order. Each result is handed over, and printed, before the next input is opened.
     *
     * @param depth how many parts of a storage key make a prefix
     */
    void forEach(CommandSpec spec, int depth, Consumer<InspectedSource> print) {
        Progress progress = new Progress(spec.commandLine().getErr(), Boolean.getBoolean(Progress.TERMINAL_PROPERTY));
        for (String each : sources) {
            SnapshotSource source = new SnapshotSource(each);
            print.accept(InspectedSource.of(source, depth, progress));
            spec.commandLine().getOut().flush();
            source.remark().ifPresent(remark -> spec.commandLine().getErr().println("  note: " + remark));
        }
    }
}
