package io.vaultsnapshot.cli;

import io.vaultsnapshot.cli.restore.ChosenSnapshot;
import io.vaultsnapshot.cli.restore.NoSuchSnapshotException;
import io.vaultsnapshot.cli.restore.PlanView;
import io.vaultsnapshot.cli.restore.ProcessShell;
import io.vaultsnapshot.cli.restore.RestoreJournal;
import io.vaultsnapshot.cli.restore.RestorePlan;
import io.vaultsnapshot.cli.restore.RestoreProcedure;
import io.vaultsnapshot.cli.restore.RestoreRun;
import io.vaultsnapshot.cli.restore.RestoreTarget;
import io.vaultsnapshot.cli.restore.RestoreVariable;
import io.vaultsnapshot.cli.restore.SnapshotChoice;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.contract.settings.ServerKind;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.seal.KmsClients;
import io.vaultsnapshot.snapshot.seal.KmsSealKeys;
import io.vaultsnapshot.snapshot.seal.SealKeyCheck;
import io.vaultsnapshot.snapshot.store.S3Clients;
import io.vaultsnapshot.snapshot.store.S3DocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plans a restore, and runs it step by step. */
@Command(
        name = "restore",
        description = {
            "Prints how to restore a snapshot: which one and why, what is known of it, who is needed, and each command with"
                    + " what it must answer. With --run it executes the commands, each after a confirmation, stops at the"
                    + " first answer that is not the expected one, and goes on there when it is called again.",
            "The plan only reads the bucket. It needs:",
            "  s3:GetObject on status/ and records/",
            "  kms:DescribeKey for the KMS key of a seal"
        },
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {
            "",
            "Exit codes: 0 printed, or all steps done; 1 no such snapshot, or a step stopped the run; 2 usage; 3 could not"
                    + " read."
        })
final class RestoreCommand implements Callable<Integer> {
    @Option(names = "--cluster", required = true, paramLabel = "CLUSTER", description = "The EKS cluster's name.")
    private String cluster;

    @Option(names = "--bucket", paramLabel = "BUCKET", description = "The bucket. Default: that of the settings.")
    private @Nullable String bucket;

    @Mixin
    private SettingsOption settings;

    @ArgGroup
    private @Nullable Which which;

    @Option(
            names = "--into",
            paramLabel = "TARGET",
            defaultValue = "EXISTING",
            description =
                    "existing: the running server, whose data is replaced. new: another server. drill: the isolated"
                            + " server of a drill, to read one secret. Default: existing.")
    private RestoreTarget target;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description =
                    "The cluster's context of kubectl, so that no command goes to another cluster. Needed with --run.")
    private @Nullable String context;

    @Option(
            names = "--server",
            paramLabel = "SERVER",
            description = "Whose program is called: vault or bao. Default: that of the settings, or vault.")
    private @Nullable ServerKind server;

    @Option(
            names = "--despite",
            split = ",",
            paramLabel = "CODES",
            hideParamSyntax = true,
            description = "For a snapshot that is not intact: all of its findings.")
    private Set<FindingCode> despite = new HashSet<>();

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "Namespace of the backup job. Default: that of the settings, or vault-snapshot.")
    private @Nullable String namespace;

    @Option(
            names = "--node",
            paramLabel = "URL",
            description = "With --into new: the address of another node, which joins at the end. Can be repeated.")
    private List<String> nodes = List.of();

    @Option(
            names = "--secret",
            paramLabel = "PATH",
            description = "With --into drill: the path of the secret in the API, such as secret/data/app.")
    private @Nullable String secret;

    @Option(
            names = "--server-namespace",
            paramLabel = "NAME",
            defaultValue = "vault",
            description = "Namespace of the server's pods. Default: vault.")
    private String serverNamespace;

    @Option(
            names = "--server-pod",
            paramLabel = "NAME",
            defaultValue = "vault-0",
            description = "A pod of the server. Repeat it for each; for a new server only the first. Default: vault-0.")
    private List<String> serverPods;

    @Option(
            names = "--server-role",
            paramLabel = "ARN",
            description = "With --into new, in another account: the new server's IAM role.")
    private @Nullable String serverRole;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "For the files and the transcript. Default: restore-CLUSTER.")
    private @Nullable Path folder;

    @Option(names = "--run", description = "Execute the plan.")
    private boolean run;

    @Mixin
    private FormatOption format;

    @Spec
    private CommandSpec spec;

    private final Clock clock = Clock.systemUTC();

    /** Which snapshot. Without a choice it is the newest proven one. */
    static final class Which {
        @Option(
                names = "--at",
                paramLabel = "TIME",
                converter = PointInTime.Converter.class,
                description =
                        "The newest intact snapshot of this time or before, such as 2026-11-24T02:00Z (UTC without"
                                + " an offset): for a point before an attack or a mistake.")
        private @Nullable PointInTime at;

        @Option(names = "--key", paramLabel = "KEY", description = "The snapshot with this key.")
        private @Nullable String key;
    }

    @Override
    public Integer call() throws IOException {
        if (!cluster.matches(SnapshotKey.CLUSTER_NAME_REGEX)) {
            throw usage("'" + cluster + "' is not an EKS cluster's name");
        }
        if ((target == RestoreTarget.DRILL) != (secret != null)) {
            throw usage("--into drill and --secret PATH belong together");
        }
        if (run && context == null) {
            throw usage("--run needs --context: the cluster's context, from `kubectl config get-contexts`");
        }
        if (run && format.isJson()) {
            throw usage("--run talks with you; --format json is for the plan, without --run");
        }
        RestorePlan plan;
        RestorePlace place = place();
        BucketRegion.useFor(place.bucket());
        try (var s3 = S3Clients.create()) {
            ChosenSnapshot snapshot = chosen(new SnapshotChoice(new S3DocumentStore(s3, place.bucket()), cluster));
            plan = RestorePlan.of(target, snapshot, given(place));
        } catch (NoSuchSnapshotException | IllegalArgumentException none) {
            return refuse(String.valueOf(none.getMessage()));
        }
        Set<FindingCode> open =
                plan.snapshot().openFindings().stream().map(Finding::code).collect(Collectors.toSet());
        if (!open.isEmpty() && !despite.containsAll(open)) {
            print(plan);
            return refuse("this snapshot is not intact. If you want it nevertheless, add --despite "
                    + open.stream().map(FindingCode::name).sorted().collect(Collectors.joining(",")));
        }
        return run ? execute(plan) : print(plan);
    }

    private ChosenSnapshot chosen(SnapshotChoice choice) throws NoSuchSnapshotException, StoreUnavailableException {
        PointInTime at = which == null ? null : which.at;
        String key = which == null ? null : which.key;
        if (at != null) {
            return choice.at(at.in(ZoneOffset.UTC));
        }
        return key == null
                ? choice.lastProven()
                : choice.named(SnapshotKey.parse(key)
                        .filter(parsed -> parsed.cluster().equals(cluster))
                        .orElseThrow(() -> usage("--key: '" + key + "' is not the key of a snapshot of " + cluster
                                + ": " + SnapshotKey.prefix(cluster) + "vault_<yyyyMMdd_HHmmss>.snap")));
    }

    private RestorePlace place() throws IOException {
        try {
            return RestorePlace.of(bucket, settings.file(), cluster).with(server, namespace);
        } catch (IllegalArgumentException wrong) {
            throw usage(String.valueOf(wrong.getMessage()));
        }
    }

    private Map<RestoreVariable, String> given(RestorePlace place) {
        Map<RestoreVariable, String> given = new EnumMap<>(RestoreVariable.class);
        given.put(RestoreVariable.CLI, place.server().cli());
        Optional.ofNullable(context).ifPresent(name -> given.put(RestoreVariable.CONTEXT, name));
        given.put(RestoreVariable.BUCKET, place.bucket());
        given.put(RestoreVariable.FOLDER, folder().toString());
        given.put(RestoreVariable.NAMESPACE, place.namespace());
        given.put(
                RestoreVariable.JOB, target.id() + "-restore-" + clock.instant().getEpochSecond());
        given.put(RestoreVariable.OTHER_NODES, String.join(" ", nodes));
        given.put(RestoreVariable.SERVER_NAMESPACE, serverNamespace);
        given.put(RestoreVariable.SERVER_PODS, String.join(" ", serverPods));
        Optional.ofNullable(secret).ifPresent(path -> given.put(RestoreVariable.SECRET, path));
        Optional.ofNullable(serverRole).ifPresent(role -> given.put(RestoreVariable.SERVER_ROLE, role));
        return given;
    }

    private Path folder() {
        return folder == null ? Path.of("restore-" + cluster) : folder;
    }

    private int print(RestorePlan plan) {
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            out.println(Json.write(plan.toMap()));
            return ExitCode.INTACT;
        }
        List<String> keys = problemsOfKeys(plan);
        PlanView view = new PlanView(out);
        view.printHead(plan, keys, clock.instant());
        if (!keys.isEmpty()) {
            out.println("Without the key no server can open this snapshot. First:");
            out.println();
            RestoreProcedure.LOST_KEY.forEach(step -> view.printUnnumbered(plan, step));
        }
        plan.steps().forEach(step -> view.print(plan, step));
        return ExitCode.INTACT;
    }

    private static List<String> problemsOfKeys(RestorePlan plan) {
        SealInfo seal = plan.snapshot().record().seal();
        return seal == null
                ? List.of()
                : new SealKeyCheck(new KmsSealKeys(new KmsClients()))
                        .problems(seal).stream().map(Finding::message).toList();
    }

    private int execute(RestorePlan plan) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        new PlanView(out).printHead(plan, problemsOfKeys(plan), clock.instant());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        Function<String, String> ask = question -> {
            out.print(question);
            out.flush();
            try {
                return Optional.ofNullable(in.readLine()).orElse("");
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        };
        RestoreRun.End end = new RestoreRun(
                        plan, RestoreJournal.of(plan, folder(), clock), new ProcessShell(System.out), ask, out, clock)
                .execute();
        boolean complete = end == RestoreRun.End.COMPLETE;
        out.println(
                (complete ? "Done" : "Stopped") + ". The transcript is " + folder().resolve(RestoreJournal.TRANSCRIPT));
        return complete ? ExitCode.INTACT : ExitCode.FINDINGS;
    }

    private int refuse(String reason) {
        spec.commandLine().getErr().println(spec.qualifiedName() + ": " + reason);
        return ExitCode.FINDINGS;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
