package io.vaultsnapshot.cli;

import io.vaultsnapshot.cli.doctor.Checkup;
import io.vaultsnapshot.cli.doctor.CheckupView;
import io.vaultsnapshot.cli.doctor.Doctor;
import io.vaultsnapshot.cli.doctor.Outcome;
import io.vaultsnapshot.cli.doctor.ProcessPrograms;
import io.vaultsnapshot.cli.view.Emphasis;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.S3Clients;
import io.vaultsnapshot.snapshot.store.S3DocumentStore;
import io.vaultsnapshot.snapshot.store.S3Timeouts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.SdkSystemSetting;

/** Checks what a person would check before and after the first deployment. */
@Command(
        name = "doctor",
        description = {
            "Checks what a deployment needs and whether it works, in the order of the README: tools, settings, credentials and"
                    + " account, what AWS must have before the stack, the stack, who confirmed the alerts, what was applied"
                    + " to Kubernetes, sweep and snapshots. Each miss comes with what to do now. What needs something that"
                    + " is missing is skipped.",
            "It changes nothing. It asks with your own `aws` and `kubectl`."
        },
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {
            "",
            "Exit codes: 0 nothing is missing, 1 something is missing, 2 usage, 3 something could not be looked at."
        })
final class DoctorCommand implements Callable<Integer> {
    private static final Duration LONGEST_PROGRAM = Duration.ofSeconds(30);

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            description = "Look at this cluster only. Default: all of the settings.")
    private @Nullable String cluster;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "The cluster's context of kubectl. Without it, Kubernetes is not looked at.")
    private @Nullable String context;

    @Mixin
    private SettingsOption settings;

    @Mixin
    private FormatOption format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (cluster != null && !cluster.matches(SnapshotKey.CLUSTER_NAME_REGEX)) {
            throw new ParameterException(
                    spec.commandLine(), "--cluster: '" + cluster + "' is not an EKS cluster's name");
        }
        Checkup checkup = new Checkup(this::showProgress);
        String home = System.getProperty("vault-snapshot.home");
        Doctor doctor = new Doctor(
                checkup,
                new ProcessPrograms(Objects.requireNonNullElse(System.getenv("PATH"), ""), LONGEST_PROGRAM),
                new Doctor.Place(home == null ? null : Path.of(home), Path.of("dist"), DoctorCommand::documents),
                Clock.systemUTC());
        try {
            doctor.examine(() -> ScheduledCluster.settingsIn(settings.file()), new Doctor.Scope(cluster, context));
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
        } finally {
            clearProgress();
        }
        print(checkup);
        return checkup.worst()
                .map(worst -> worst == Outcome.MISS ? ExitCode.FINDINGS : ExitCode.COULD_NOT_LOOK)
                .orElse(ExitCode.INTACT);
    }

    private static DocumentStore documents(SnapshotSettings settings) {
        // Not the caller's: the bucket is in this one.
        System.setProperty(SdkSystemSetting.AWS_REGION.property(), settings.region());
        return new S3DocumentStore(S3Clients.create(S3Timeouts.DOCUMENTS), settings.bucket());
    }

    private void print(Checkup checkup) {
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            out.println(Json.write(checkup.toMap()));
        } else {
            new CheckupView(out, Boolean.getBoolean("vault-snapshot.colours") ? Emphasis.COLOURS : Emphasis.NONE)
                    .print(checkup);
        }
        out.flush();
    }

    private void showProgress(String check) {
        if (Boolean.getBoolean(Progress.TERMINAL_PROPERTY)) {
            PrintWriter err = spec.commandLine().getErr();
            err.print(Progress.CLEAR_LINE + "looking at: " + check);
            err.flush();
        }
    }

    private void clearProgress() {
        if (Boolean.getBoolean(Progress.TERMINAL_PROPERTY)) {
            PrintWriter err = spec.commandLine().getErr();
            err.print(Progress.CLEAR_LINE);
            err.flush();
        }
    }
}
