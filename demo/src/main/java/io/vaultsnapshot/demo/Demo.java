package io.vaultsnapshot.demo;

import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program behind {@code ./vault-snapshot demo}. */
@Command(
        name = "vault-snapshot demo",
        description = "Shows the whole chain on this machine: no account, no cluster, no Docker.",
        footer = {
            "",
            "With bao or vault on PATH, a throw-away server makes the snapshots. Else a recorded one is used.",
            "Exit codes: 0 every check passed, 1 a check failed, 2 wrong call or settings."
        })
public final class Demo implements Callable<Integer> {
    private enum Format {
        TEXT,
        JSON
    }

    static final int OK = 0;
    static final int FAILED = 1;
    static final int WRONG_CALL = 2;

    private static final double SHARE_KEPT = 0.6;

    private final StepPrinter printer;
    private final UnaryOperator<byte[]> damage;

    @Option(
            names = "--manifests",
            paramLabel = "DIR",
            description = "The generated manifests (default: ${DEFAULT-VALUE}).")
    private Path manifests = Path.of("dist");

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "The settings that they were made from (default: ${DEFAULT-VALUE}).")
    private Path settings = Path.of("cdk.json");

    @Option(names = "--stand-ins", description = "Use the recorded snapshot although vault or bao is on PATH.")
    private boolean standIns;

    @Option(names = "--keep", description = "Keep the temporary folder with logs, bucket and scripts.")
    private boolean keep;

    @Option(
            names = "--serve",
            description =
                    "Instead of the last step, keep a fleet of four clusters in the bucket until Ctrl-C, and say how to"
                            + " look at it with 'vault-snapshot status' in a second terminal.")
    private boolean serve;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "How to print: text, or json: one object at the end. Default: text.")
    private Format format = Format.TEXT;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // Picocli acts on it.
    private boolean help;

    /**
     * Creates the command.
     *
     * @param damage what happens to the snapshot that arrives damaged
     */
    Demo(StepPrinter printer, UnaryOperator<byte[]> damage) {
        this.printer = printer;
        this.damage = damage;
    }

    /** Runs the demo and ends the process: libraries in it would keep it alive. */
    public static void main(String[] arguments) {
        Charset charset = Charset.forName(System.getProperty("native.encoding", "US-ASCII"));
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset);
        StepPrinter printer = new StepPrinter(out, charset, CommandLine.Help.Ansi.AUTO.enabled());
        System.exit(new Demo(printer, Demo::truncate).commandLine().execute(arguments));
    }

    CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(this);
        // The launcher names the manifests. A later option of the person wins.
        commandLine.setOverwrittenOptionsAllowed(true);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler((wrong, arguments) -> {
            wrong.getCommandLine()
                    .getErr()
                    .println("vault-snapshot demo: " + wrong.getMessage() + "\nTry 'vault-snapshot demo --help'.");
            return WRONG_CALL;
        });
        commandLine.setExecutionExceptionHandler((failure, line, parsed) -> {
            if (failure instanceof WrongCallException) {
                line.getErr().println("vault-snapshot demo: " + failure.getMessage());
                return WRONG_CALL;
            }
            line.getErr().println("vault-snapshot demo: a bug, please report it with these lines: " + failure);
            failure.printStackTrace(line.getErr());
            return FAILED;
        });
        return commandLine;
    }

    private static Map<String, @Nullable Object> toMap(Checks checks, @Nullable Path kept, Duration took) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.DEMO_OUTPUT.text());
        map.put("passed", checks.allPassed());
        map.put("checks", checks.toList());
        map.put("kept", kept == null ? null : kept.toString());
        map.put("tookMillis", took.toMillis());
        return map;
    }

    /** Cuts a snapshot as a broken connection does. */
    static byte[] truncate(byte[] bytes) {
        return Arrays.copyOf(bytes, (int) (bytes.length * SHARE_KEPT));
    }

    @Override
    public Integer call() {
        long began = System.nanoTime();
        if (format == Format.JSON) {
            printer.mute();
        }
        SnapshotSettings fleet = DemoSettings.read(settings);
        Path folder = manifests.resolve(fleet.clusters().get(0).name());
        GeneratedManifests generated = GeneratedManifests.read(folder);
        printer.line("Vault Snapshot demo: settings " + settings + ", manifests " + folder);
        try (TemporaryWorkspace temporary = new TemporaryWorkspace(printer, keep)) {
            Checks checks = new DemoRun(temporary.workspace(), printer, fleet, generated, damage)
                    .run(standIns, serve ? temporary::awaitInterrupt : null);
            Path kept =
                    checks.allPassed() && !keep ? null : temporary.workspace().root();
            if (kept == null) {
                temporary.removeAtEnd();
            } else {
                printer.line("Logs, bucket and scripts are kept in " + kept);
            }
            checks.print();
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            printer.line("Took " + StepPrinter.seconds(took) + ".");
            if (format == Format.JSON) {
                printer.result(Json.write(toMap(checks, kept, took)));
            }
            return checks.allPassed() ? OK : FAILED;
        }
    }
}
