package io.vaultsnapshot.e2e.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.e2e.lambda.Invocation;
import io.vaultsnapshot.e2e.outputs.Checkout;
import io.vaultsnapshot.e2e.outputs.StackSettings;
import io.vaultsnapshot.e2e.outputs.Template;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import io.vaultsnapshot.sandbox.bucket.SnapshotBucket;
import io.vaultsnapshot.sandbox.inbox.AlertInbox;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The real stack, deployed once by the real CDK CLI into {@link AwsServer}, with a queue that is subscribed to its alerts. Each
 * scenario uses its own cluster, so it does not see the alerts of others.
 */
public final class DeployedStack implements SuiteServer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);

    private final AwsServer aws;
    private final SnapshotBucket bucket;
    private final AlertInbox inbox;
    private final Checkout checkout;
    private final CommandResult bootstrapped;
    private final CommandResult deployed;

    /** Bootstraps the account of the shared server and deploys the shared template. */
    public DeployedStack(Suite suite) {
        this(suite, suite.get(AwsServer.class), suite.get(Template.class).checkout());
    }

    private DeployedStack(Suite suite, AwsServer aws, Checkout checkout) {
        this.aws = aws;
        this.checkout = checkout;
        bucket = new SnapshotBucket(aws.s3(), checkout.settings().get("bucket").asText());
        inbox = new AlertInbox(aws.queue(StackSettings.SUBSCRIBER)::takeAlerts);
        CdkCli cdk = new CdkCli(suite, aws);
        bootstrapped = cdk.bootstrap().orFail();
        deployed =
                (Files.exists(checkout.template()) ? cdk.deploySynthesized(checkout) : cdk.deploy(checkout)).orFail();
    }

    /**
     * Deploys a stack to its own server, for a scenario that moves the functions' clock. In the shared stack that would make
     * every cluster late. The scenario must close it.
     *
     * @param name unique in this run
     */
    public static DeployedStack ofItsOwn(Suite suite, String name, List<String> clusters) {
        return new DeployedStack(suite, new AwsServer(suite, name), checkout(suite, name, clusters));
    }

    /** Returns a checkout whose stack can be deployed to a server of its own, and is not yet. */
    static Checkout checkout(Suite suite, String name, List<String> clusters) {
        ObjectNode settings = JSON.createObjectNode().put("account", AwsServer.ACCOUNT);
        settings.put("region", AwsServer.REGION).put("bucket", AwsNames.bucket(AwsServer.ACCOUNT, AwsServer.REGION));
        return new Checkout(suite.folder(name + "/checkout"), StackSettings.watched(settings, clusters));
    }

    /** As {@link #ofItsOwn(Suite, String, List)}, with complete settings. The subscriber is added to them. */
    public static DeployedStack ofItsOwn(Suite suite, String name, ObjectNode settings) {
        Checkout checkout = new Checkout(suite.folder(name + "/checkout"), StackSettings.watched(settings, List.of()));
        return new DeployedStack(suite, new AwsServer(suite, name), checkout);
    }

    @Override
    public void close() {
        aws.close();
    }

    /** Returns the server it is deployed to. */
    public AwsServer aws() {
        return aws;
    }

    /** Returns the inbox of the one subscriber. */
    public AlertInbox inbox() {
        return inbox;
    }

    /** Returns the folder that it was deployed from. */
    public Checkout checkout() {
        return checkout;
    }

    /** Returns what the CLI printed when it prepared the account. */
    public CommandResult bootstrapped() {
        return bootstrapped;
    }

    /** Returns what the CLI printed when it deployed the stack. */
    public CommandResult deployed() {
        return deployed;
    }

    /** Returns the bucket. */
    public SnapshotBucket bucket() {
        return bucket;
    }

    /** Returns the runtime of the verifier in the deployed template, such as {@code java25}. */
    public String runtime() {
        try {
            return JSON.readTree(checkout.template().toFile()).path("Resources").findValuesAsText("Runtime").stream()
                    .distinct()
                    .collect(Collectors.joining(", "));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Uploads an object, as the backup job does, and so starts the verifier. */
    public void upload(SnapshotKey key, byte[] content) {
        bucket.put(key, content);
    }

    /**
     * Returns the key of the one snapshot that a cluster has.
     *
     * @throws IllegalStateException if it has none or several
     */
    public SnapshotKey onlySnapshotOf(String cluster) {
        List<SnapshotBucket.Stored> snapshots = bucket.snapshots(cluster);
        if (snapshots.size() != 1) {
            throw new IllegalStateException("the bucket has " + snapshots + " of " + cluster);
        }
        return snapshots.get(0).key();
    }

    /** Fires the schedule of the sweep, and returns how the sweep ended. */
    public Invocation sweep() {
        int before = sweeps().size();
        aws.fireSchedule(AwsNames.SWEEP_RULE);
        return Waiting.value("the sweep to end", LONGEST_RUN, () -> sweeps().stream()
                .skip(before)
                .findFirst());
    }

    private List<Invocation> sweeps() {
        return aws.functions().invocations().stream()
                .filter(run -> run.event().contains("\"Scheduled Event\""))
                .toList();
    }

    /** Waits until the verifier has handled the arrival of an object, and returns how that ended. */
    public Invocation awaitArrivalOf(SnapshotKey key) {
        String inEvent = "\"" + key.format() + "\"";
        return Waiting.value(
                "the verifier to handle " + key.format(), LONGEST_RUN, () -> aws.functions().invocations().stream()
                        .filter(run -> run.event().contains(inEvent))
                        .findFirst());
    }

    /** Returns the verification record of a snapshot, if there is one. */
    public Optional<JsonNode> record(SnapshotKey key) {
        return bucket.record(key);
    }

    /** Returns a cluster's status, if there is one. */
    public Optional<JsonNode> status(String cluster) {
        return bucket.status(cluster);
    }
}
