package io.vaultsnapshot.e2e.lock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.env.VerifierEnv;
import io.vaultsnapshot.e2e.aws.AwsServer;
import io.vaultsnapshot.e2e.aws.DeployedStack;
import io.vaultsnapshot.e2e.lambda.Invocation;
import io.vaultsnapshot.e2e.outputs.Template;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.inbox.AlertInbox;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

/**
 * A deployed stack with a retention, whose function finds its bucket in {@link LockedStore}. There it has a session with the
 * statements of its role. MinIO has no EventBridge, so the events of objects are handed to the function here.
 */
public final class RetentionStack implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int HALF_A_DAY = 12;
    private static final String RETENTION_DAYS = "60";
    /** MinIO's own header for copies between sites: the object was written at this time. */
    private static final String WRITTEN_AT = "X-Minio-Source-Mtime";

    private final Suite suite;
    private final LockedStore store;
    private final DeployedStack stack;
    private final Path folder;
    private final S3Client root;
    private final byte[] whole;
    private final String cluster;

    /**
     * One version of a snapshot.
     *
     * @param key its key
     * @param versionId the version
     */
    public record Stored(SnapshotKey key, String versionId) {}

    /**
     * Deploys it to a server of its own.
     *
     * @param name unique in this run
     */
    public RetentionStack(Suite suite, String name) throws IOException {
        this(suite, name, Map.of("retentionDays", Integer.parseInt(RETENTION_DAYS), "keepAtLeast", 1));
    }

    /**
     * Deploys it to a server of its own, with other settings of the fleet.
     *
     * @param name unique in this run
     */
    public RetentionStack(Suite suite, String name, Map<String, ?> more) throws IOException {
        this.suite = suite;
        this.store = suite.get(LockedStore.class);
        this.folder = suite.folder(name + "-files");
        this.cluster = name;
        this.stack = DeployedStack.ofItsOwn(suite, name, settings(more));
        this.whole = Files.readAllBytes(Suite.project().resolve("fixtures/openbao-2.6.2-300-secrets.snap"));
        this.root = S3Client.builder()
                .forcePathStyle(true)
                .endpointOverride(store.address())
                .region(Region.US_EAST_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        LockedStore.ROOT.get("AWS_ACCESS_KEY_ID") + "",
                        LockedStore.ROOT.get("AWS_SECRET_ACCESS_KEY") + "")))
                .build();
        Map<String, String> given = new LinkedHashMap<>(
                store.session(new Template(stack.checkout(), store.bucket()).s3StatementsOfTheVerifier()));
        given.put("AWS_ENDPOINT_URL_S3", store.address().toString());
        stack.aws().functions().give(given);
        useKeyOf(store);
    }

    private ObjectNode settings(Map<String, ?> more) {
        ObjectNode settings = JSON.createObjectNode().put("account", AwsServer.ACCOUNT);
        settings.put("region", AwsServer.REGION).put("bucket", store.bucket());
        more.forEach(settings::putPOJO);
        settings.withArray("clusters")
                .addObject()
                .put("name", cluster)
                .put("writerRole", "writer-" + cluster)
                .put("schedule", "0 " + hourFarAway() + " * * *")
                .put("oidcIssuer", "https://oidc.eks." + AwsServer.REGION + ".amazonaws.com/id/EXAMPLE");
        return settings;
    }

    /** No snapshot is due while a scenario runs, also when it moves the clock by hours. */
    private static int hourFarAway() {
        return Instant.now().atOffset(ZoneOffset.UTC).plusHours(HALF_A_DAY).getHour();
    }

    /** The key of the stack is at another server. The store knows one under the alias that the job names. */
    private void useKeyOf(LockedStore of) throws IOException {
        ObjectNode environment = (ObjectNode)
                JSON.readTree(aws("lambda", "get-function-configuration", "--function-name=" + AwsNames.FUNCTION)
                                .orFail()
                                .out())
                        .get("Environment");
        ((ObjectNode) environment.get("Variables")).put(VerifierEnv.BUCKET_KEY_ARN.name(), of.keyAlias());
        aws(
                        "lambda",
                        "update-function-configuration",
                        "--function-name=" + AwsNames.FUNCTION,
                        "--environment=" + environment)
                .orFail();
    }

    private CommandResult aws(String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(suite.get(Tools.class).path("aws").toString());
        line.addAll(List.of(arguments));
        return suite.processes()
                .run(
                        Command.of("aws", folder, line.toArray(String[]::new))
                                .with(stack.aws().variables())
                                .with("AWS_CONFIG_FILE", "/dev/null")
                                .with("HOME", folder.toString()),
                        LONGEST);
    }

    /** Returns the cluster that is used. */
    public String cluster() {
        return cluster;
    }

    /** Returns the bucket's name. */
    public String bucket() {
        return store.bucket();
    }

    /** Returns the status of the cluster, which is at the store. */
    public JsonNode status() {
        try {
            return JSON.readTree(
                    root.getObjectAsBytes(request -> request.bucket(bucket()).key(StatusKey.of(cluster)))
                            .asByteArray());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the deployed stack. */
    public DeployedStack stack() {
        return stack;
    }

    /** Returns a client of the store, as its owner. */
    public S3Client root() {
        return root;
    }

    /** Returns a snapshot's address. */
    public String uri(Stored snapshot) {
        return "s3://" + bucket() + "/" + snapshot.key().format();
    }

    /** Returns the inbox of the one subscriber. */
    public AlertInbox inbox() {
        return stack.inbox();
    }

    /** Stores a whole snapshot as if the job had done so at that time, locked for so long from now on. */
    public Stored store(Instant takenAt, Duration locked) {
        return store(takenAt, locked, whole);
    }

    private Stored store(Instant takenAt, Duration locked, byte[] bytes) {
        SnapshotKey key = new SnapshotKey(cluster, takenAt);
        String version = root.putObject(
                        request -> request.bucket(bucket())
                                .key(key.format())
                                .objectLockMode(ObjectLockMode.GOVERNANCE)
                                .objectLockRetainUntilDate(Instant.now().plus(locked))
                                .overrideConfiguration(more -> more.putHeader(WRITTEN_AT, takenAt.toString())),
                        RequestBody.fromBytes(bytes))
                .versionId();
        return new Stored(key, version);
    }

    /** Writes other bytes over a snapshot, with the credentials of its cluster's writer. */
    public Stored writeOver(Stored snapshot, byte[] bytes) throws IOException {
        Map<String, String> writer =
                store.session(new Template(stack.checkout(), store.bucket()).s3StatementsOf("writer-" + cluster));
        Path file = Files.write(folder.resolve("other"), bytes);
        String version = store.as(
                        writer,
                        "s3api",
                        "put-object",
                        "--bucket=" + bucket(),
                        "--key=" + snapshot.key().format(),
                        "--body=" + file,
                        "--query=VersionId",
                        "--output=text")
                .orFail()
                .out()
                .strip();
        return new Stored(snapshot.key(), version);
    }

    /** Puts a delete marker over a snapshot, as if that had been done at that time. */
    public void hide(Stored snapshot, Instant at) {
        root.deleteObject(request -> request.bucket(bucket())
                .key(snapshot.key().format())
                .overrideConfiguration(more -> more.putHeader(WRITTEN_AT, at.toString())));
    }

    /** Hands S3's event about a version to the function, and returns how that ended. */
    public Invocation arrive(Stored version) throws IOException {
        ObjectNode event = JSON.createObjectNode().put("detail-type", VerifierFunction.OBJECT_CREATED_DETAIL_TYPE);
        ObjectNode detail = event.putObject("detail");
        detail.putObject("bucket").put("name", bucket());
        detail.putObject("object").put("key", version.key().format()).put("version-id", version.versionId());
        Path payload = Files.writeString(folder.resolve("event.json"), event.toString());
        aws(
                        "lambda",
                        "invoke",
                        "--function-name=" + AwsNames.FUNCTION,
                        "--payload=file://" + payload,
                        folder.resolve("answer.json").toString())
                .orFail();
        return Waiting.value("the function to end", LONGEST, () -> stack.aws().functions().invocations().stream()
                .filter(run -> run.event().contains(version.versionId()))
                .findFirst());
    }

    /** Runs {@code ./vault-snapshot} on the bucket as its owner. */
    public CommandResult call(String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(Suite.project().resolve("vault-snapshot").toString());
        line.addAll(List.of(arguments));
        return suite.processes().run(store.command(LockedStore.ROOT, line), LONGEST);
    }

    @Override
    public void close() {
        root.close();
        stack.close();
    }
}
