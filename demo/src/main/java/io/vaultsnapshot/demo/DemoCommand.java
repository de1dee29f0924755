package io.vaultsnapshot.demo;

import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The demo as a command. */
@Command(
        name = "vault-snapshot demo",
        description = "Shows the whole chain on this machine: no account, no cluster, no Docker.",
        mixinStandardHelpOptions = true,
        version = "vault-snapshot 0.1.0",
        footer = {
            "",
            "With bao or vault on PATH the snapshots come from a throw-away server, else from a stand-in.",
            "Exit codes: 0 everything came out as expected, 1 something did not, 2 wrong call or settings."
        })
final class DemoCommand implements Callable<Integer> {
    static final int OK = 0;
    static final int NOT_OK = 1;
    static final int WRONG_CALL = 2;

    private static final double KEPT = 0.6;
    private static final Set<String> REPLACEABLE = Set.of("vault", "bao", "aws");

    private final Screen out;
    private final Screen err;
    private final SearchPath programs;
    private final UnaryOperator<byte[]> damage;

    @Option(
            names = "--manifests",
            paramLabel = "DIR",
            description = "The generated manifests (default: ${DEFAULT-VALUE}).")
    private Path manifests = Path.of("dist");

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "What they were made from (default: ${DEFAULT-VALUE}).")
    private Path settings = Path.of("cdk.json");

    @Option(names = "--stand-ins", description = "Use stand-ins although vault, bao or aws are on PATH.")
    private boolean standIns;

    @Option(names = "--keep", description = "Keep the temporary folder with logs, bucket and scripts.")
    private boolean keep;

    @Option(
            names = "--json",
            description = "Print the table as JSON to standard output, and everything else to standard error.")
    private boolean json;

    /**
     * Creates the command.
     *
     * @param out standard output
     * @param err standard error, for the steps when standard output is JSON
     * @param damage what is done to the snapshot that is planted as a truncated one
     */
    DemoCommand(Screen out, Screen err, SearchPath programs, UnaryOperator<byte[]> damage) {
        this.out = out;
        this.err = err;
        this.programs = programs;
        this.damage = damage;
    }

    /** Cuts a snapshot as a network that breaks does. */
    static byte[] truncate(byte[] bytes) {
        return Arrays.copyOf(bytes, (int) (bytes.length * KEPT));
    }

    @Override
    public Integer call() {
        SnapshotSettings fleet = DemoSettings.read(settings);
        String cluster = fleet.clusters().get(0).name();
        GeneratedManifests generated = GeneratedManifests.read(manifests.resolve(cluster));
        Screen steps = json ? err : out;
        long began = System.nanoTime();
        Machine machine = new Machine(standIns ? programs.hiding(REPLACEABLE) : programs);
        Tidying tidying = new Tidying(machine, steps, keep);
        Scoreboard board;
        try {
            steps.line("Vault Snapshot demo: cluster " + cluster + " of " + settings + ", manifests in "
                    + manifests.resolve(cluster));
            board = new Rehearsal(machine, steps, fleet, generated, damage).play();
        } catch (RuntimeException bug) {
            if (tidying.end(true)) {
                steps.line(keptIn(machine));
                throw bug;
            }
            // Stopped by Ctrl-C: whatever was half done failed for that reason.
            return NOT_OK;
        }
        boolean kept = keep || !board.allOk();
        if (tidying.end(kept)) {
            tell(board, steps, Duration.ofNanos(System.nanoTime() - began));
            if (kept) {
                steps.line(keptIn(machine));
            }
        }
        return board.allOk() ? OK : NOT_OK;
    }

    private static String keptIn(Machine machine) {
        return "Logs, bucket and scripts are kept in " + machine.workspace().root();
    }

    private void tell(Scoreboard board, Screen steps, Duration took) {
        steps.line("");
        board.lines(steps).forEach(steps::line);
        steps.line("");
        steps.line((board.allOk() ? "Everything came out as expected" : "NOT everything came out as expected") + ", in "
                + Screen.seconds(took) + ".");
        if (json) {
            out.line(board.json());
        }
    }
}
