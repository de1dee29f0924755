package io.vaultsnapshot.e2e.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.e2e.lambda.Invocation;
import io.vaultsnapshot.e2e.outputs.Template;
import io.vaultsnapshot.e2e.process.CommandResult;
import io.vaultsnapshot.e2e.process.Waiting;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * The real stack, bootstrapped and deployed once by the real CDK CLI into {@link AwsServer}, with a queue subscribed to its
 * alerts and one cluster for each scenario, so that none sees another's alerts.
 */
public final class DeployedStack implements SuiteServer {
    /** Clusters of the shared stack that have no Kubernetes: each belongs to one scenario of the verifier. */
    public static final List<String> CLUSTERS = List.of("arrives-intact", "arrives-broken", "delivered");

    private static final String ON_CALL = "on-call";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);

    private final AwsServer aws;
    private final S3Client s3;
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
        s3 = aws.client(S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .forcePathStyle(true));
        inbox = new AlertInbox(aws.queue(ON_CALL));
        CdkCli cdk = new CdkCli(suite, aws);
        bootstrapped = cdk.bootstrap().orFail();
        deployed =
                (Files.exists(checkout.template()) ? cdk.deploySynthesized(checkout) : cdk.deploy(checkout)).orFail();
    }

    /**
     * Deploys a stack to a server of its own, for a scenario that moves the functions' clock, which would make every
     * cluster of the shared stack late. The scenario must close it.
     *
     * @param name unique in this run
     */
    public static DeployedStack ofItsOwn(Suite suite, String name, List<String> clusters) {
        ObjectNode settings = JSON.createObjectNode().put("account", AwsServer.ACCOUNT);
        settings.put("region", AwsServer.REGION).put("bucket", AwsNames.bucket(AwsServer.ACCOUNT, AwsServer.REGION));
        Checkout checkout = new Checkout(suite.folder(name + "/checkout"), watched(settings, clusters));
        return new DeployedStack(suite, new AwsServer(suite, name), checkout);
    }

    /** As {@link #ofItsOwn(Suite, String, List)}, with whole settings; the subscriber is added to them. */
    public static DeployedStack ofItsOwn(Suite suite, String name, ObjectNode settings) {
        Checkout checkout = new Checkout(suite.folder(name + "/checkout"), watched(settings, List.of()));
        return new DeployedStack(suite, new AwsServer(suite, name), checkout);
    }

    @Override
    public void close() {
        aws.close();
    }

    /** Returns settings with these clusters as well, and with the queue that {@link #inbox} reads as subscriber. */
    public static ObjectNode watched(ObjectNode settings, List<String> clusters) {
        settings.withArray("alerts")
                .addObject()
                .put("protocol", "sqs")
                .put("endpoint", "arn:aws:sqs:" + AwsServer.REGION + ":" + AwsServer.ACCOUNT + ":" + ON_CALL);
        for (String name : clusters) {
            settings.withArray("clusters")
                    .addObject()
                    .put("name", name)
                    .put("writerRole", "vault-snapshotter-" + name)
                    .put("schedule", "0 2 * * *")
                    .put("oidcIssuer", "https://oidc.eks." + AwsServer.REGION + ".amazonaws.com/id/EXAMPLE");
        }
        return settings;
    }

    /** Returns the server it is deployed to. */
    public AwsServer aws() {
        return aws;
    }

    /** Returns who listens to its alerts. */
    public AlertInbox inbox() {
        return inbox;
    }

    /** Returns the folder that it was deployed from. */
    public Checkout checkout() {
        return checkout;
    }

    /** Returns what the CLI said when it prepared the account. */
    public CommandResult bootstrapped() {
        return bootstrapped;
    }

    /** Returns what the CLI said when it deployed the stack. */
    public CommandResult deployed() {
        return deployed;
    }

    /** Returns the bucket's name. */
    public String bucket() {
        return checkout.settings().get("bucket").asText();
    }

    /** Uploads an object, as the backup job does, and so starts the verifier. */
    public void upload(SnapshotKey key, byte[] content) {
        s3.putObject(request -> request.bucket(bucket()).key(key.format()), RequestBody.fromBytes(content));
    }

    /**
     * Returns the key of the one snapshot that a cluster has.
     *
     * @throws IllegalStateException if it has none or several
     */
    public SnapshotKey onlySnapshotOf(String cluster) {
        List<SnapshotKey> keys = s3
                .listObjectsV2(request -> request.bucket(bucket()).prefix(SnapshotKey.prefix(cluster)))
                .contents()
                .stream()
                .flatMap(object -> SnapshotKey.parse(object.key()).stream())
                .toList();
        if (keys.size() != 1) {
            throw new IllegalStateException("the bucket has " + keys + " of " + cluster);
        }
        return keys.get(0);
    }

    /** Lets the time of the sweep come, and returns how it went. */
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

    /** Waits until the verifier has handled the arrival of an object, and returns how it went. */
    public Invocation awaitArrivalOf(SnapshotKey key) {
        String inEvent = "\"" + key.format() + "\"";
        return Waiting.value(
                "the verifier to handle " + key.format(), LONGEST_RUN, () -> aws.functions().invocations().stream()
                        .filter(run -> run.event().contains(inEvent))
                        .findFirst());
    }

    /** Returns the verification record of a snapshot, if there is one. */
    public Optional<Map<String, Object>> record(SnapshotKey key) {
        return document(key.recordKey());
    }

    /** Returns a cluster's status, if there is one. */
    public Optional<Map<String, Object>> status(String cluster) {
        return document(StatusKey.of(cluster));
    }

    private Optional<Map<String, Object>> document(String key) {
        try {
            return Optional.of(Json.read(
                    s3.getObjectAsBytes(request -> request.bucket(bucket()).key(key))
                            .asByteArray()));
        } catch (NoSuchKeyException missing) {
            return Optional.empty();
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
