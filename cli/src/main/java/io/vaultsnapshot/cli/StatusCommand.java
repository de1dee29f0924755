package io.vaultsnapshot.cli;

import io.vaultsnapshot.cli.FleetOptions.Place;
import io.vaultsnapshot.cli.status.ClusterHistory;
import io.vaultsnapshot.cli.status.FleetReading;
import io.vaultsnapshot.cli.status.FleetView;
import io.vaultsnapshot.cli.status.HistoryReader;
import io.vaultsnapshot.cli.status.HistoryView;
import io.vaultsnapshot.cli.view.Emphasis;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.store.S3Clients;
import io.vaultsnapshot.snapshot.store.S3DocumentStore;
import io.vaultsnapshot.snapshot.store.S3SnapshotStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.s3.S3Client;

/** Shows how backups stand: the whole fleet, or the history of one cluster. */
@Command(
        name = "status",
        description = {
            "Shows how the backups of all clusters stand, the worst first: state and since when, the highest proof with its"
                    + " age and limit, the newest snapshot, its size and how that changed over the last runs, when the next"
                    + " one is due, the last restore drill. With --cluster the history of one.",
            "Reads only what the verifier's last sweep wrote. Needs:",
            "  s3:GetObject on status/",
            "  with --cluster also on records/, and s3:ListBucket"
        },
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {
            "",
            "Exit codes: 0 nothing is bad, 1 a cluster is bad, was not swept, or the verifier is silent, 2 usage or"
                    + " settings, 3 could not read."
        })
final class StatusCommand implements Callable<Integer> {
    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J\u001b[3J";

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            description = "The history of this cluster. Default: all clusters.")
    private @Nullable String cluster;

    @Mixin
    private FleetOptions fleet;

    @Option(names = "--all", description = "Show every cluster. Default: all that are bad, and 40 of the others.")
    private boolean all;

    @Option(
            names = "--watch",
            arity = "0..1",
            paramLabel = "SECONDS",
            hideParamSyntax = true,
            fallbackValue = "30",
            description = "Print again every so many seconds, until interrupted. Without a number: 30.")
    private @Nullable Integer watch;

    @Mixin
    private FormatOption format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (cluster != null && !cluster.matches(SnapshotKey.CLUSTER_NAME_REGEX)) {
            throw usage("--cluster: '" + cluster + "' is not an EKS cluster's name");
        }
        if (watch != null && watch < 1) {
            throw usage("--watch: " + watch + " is not 1 or more seconds");
        }
        Place place = fleet.place();
        BucketRegion.useFor(place.bucket());
        try (S3Client s3 = S3Clients.create()) {
            boolean bad = print(s3, place);
            while (watch != null && pause(Duration.ofSeconds(watch))) {
                bad = print(s3, place);
            }
            return bad ? ExitCode.FINDINGS : ExitCode.INTACT;
        }
    }

    private boolean print(S3Client s3, Place place) throws StoreUnavailableException {
        return cluster == null ? printFleet(s3, place) : printHistory(s3, place, cluster);
    }

    private boolean printFleet(S3Client s3, Place place) throws StoreUnavailableException {
        FleetReading reading = FleetReading.of(
                new S3DocumentStore(s3, place.bucket()),
                place.clusters(),
                Clock.systemUTC().instant());
        PrintWriter out = clearedOut();
        if (format.isJson()) {
            out.println(Json.write(reading.toMap()));
        } else {
            new FleetView(out, emphasis(), all).print(reading);
        }
        out.flush();
        return reading.isBad();
    }

    private boolean printHistory(S3Client s3, Place place, String name) throws StoreUnavailableException {
        HistoryReader reader =
                new HistoryReader(new S3SnapshotStore(s3, place.bucket()), new S3DocumentStore(s3, place.bucket()));
        ClusterHistory history = reader.read(name, Clock.systemUTC().instant())
                .orElseThrow(() -> usage("--cluster: '" + name + "' has no status in " + place.bucket()
                        + ": check the name, or wait for the next sweep"));
        PrintWriter out = clearedOut();
        if (format.isJson()) {
            out.println(Json.write(history.toMap()));
        } else {
            new HistoryView(out, emphasis()).print(history);
        }
        out.flush();
        return history.isBad();
    }

    private PrintWriter clearedOut() {
        PrintWriter out = spec.commandLine().getOut();
        if (watch != null && emphasis() == Emphasis.COLOURS && !format.isJson()) {
            out.print(CLEAR_SCREEN);
        }
        return out;
    }

    private static Emphasis emphasis() {
        return Boolean.getBoolean("vault-snapshot.colours") ? Emphasis.COLOURS : Emphasis.NONE;
    }

    private static boolean pause(Duration length) {
        try {
            Thread.sleep(length.toMillis());
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
