package io.vaultsnapshot.e2e.lock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.env.VerifierEnv;
import io.vaultsnapshot.contract.schedule.TurnOfTheDay;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
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

    /** A scenario's sweeps are over in that time. */
    private static final Duration TURN = Duration.ofMinutes(4);

    private final Suite suite;
    private final LockedStore store;
    private final DeployedStack stack;
    private final Path folder;
    private final Map<Integer, String> clusterOfTurn;
    private final String clusterWithoutTurn;
    private final Map<String, String> verifier;
    private final S3Client root;
    private final byte[] whole;
    private String cluster;

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
        this.clusterOfTurn = clusters(name);
        this.clusterWithoutTurn = name;
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
        this.verifier =
                store.session(asMinioAsks(new Template(stack.checkout(), store.bucket()).s3StatementsOfTheVerifier()));
        Map<String, String> given = new LinkedHashMap<>(verifier);
        given.put("AWS_ENDPOINT_URL_S3", store.address().toString());
        stack.aws().functions().give(given);
        useKeyOf(store);
    }

    /** Of the sweeps that may come while it deploys, each is the turn of one cluster. */
    private static Map<Integer, String> clusters(String name) {
        Map<Integer, String> clusters = new LinkedHashMap<>();
        for (int later = 0; later < 4; later++) {
            int turn = TurnOfTheDay.at(Instant.now().plus(VerifierFunction.SWEEP_PERIOD.multipliedBy(later)));
            int number = 0;
            while (TurnOfTheDay.of(name + "-" + number) != turn) {
                number++;
            }
            clusters.put(turn, name + "-" + number);
        }
        return clusters;
    }

    /**
     * MinIO asks for the permission to tag an object where S3 asks for that to tag a version of it. It is put in the other's
     * place, because a session policy may have 2,048 characters.
     */
    private static JsonNode asMinioAsks(JsonNode statements) throws IOException {
        return JSON.readTree(statements.toString().replace("ObjectVersionTagging", "ObjectTagging"));
    }

    private ObjectNode settings(Map<String, ?> more) {
        ObjectNode settings = JSON.createObjectNode().put("account", AwsServer.ACCOUNT);
        settings.put("region", AwsServer.REGION).put("bucket", store.bucket());
        more.forEach(settings::putPOJO);
        List<String> all = new ArrayList<>(clusterOfTurn.values());
        all.add(clusterWithoutTurn);
        all.forEach(each -> settings.withArray("clusters")
                .addObject()
                .put("name", each)
                .put("writerRole", "writer-" + each)
                .put("schedule", "0 " + hourFarAway() + " * * *")
                .put("oidcIssuer", "https://oidc.eks." + AwsServer.REGION + ".amazonaws.com/id/EXAMPLE"));
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

    /**
     * Uses the cluster whose turn a sweep is from now on, for {@link #TURN}. When the current sweep's turn ends too soon, the
     * function's clock is put into the next one. That is a few minutes, so the store still accepts the function's signatures.
     */
    public void useTurn() {
        Instant time = Instant.now();
        if (TurnOfTheDay.at(time) != TurnOfTheDay.at(time.plus(TURN))) {
            time = time.plus(TURN);
            stack.aws().moveClock(time);
        }
        cluster = Objects.requireNonNull(clusterOfTurn.get(TurnOfTheDay.at(time)));
    }

    /** Uses a cluster that needs no turn. */
    public void useAnother() {
        cluster = clusterWithoutTurn;
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

    /** Stores the first half of a snapshot. */
    public Stored storeBroken(Instant takenAt) {
        return store(takenAt, Duration.ofSeconds(20), Arrays.copyOf(whole, whole.length / 2));
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

    /** Fires the schedule of the sweep, and returns how it ended. */
    public Invocation sweep() {
        return stack.sweep();
    }

    /** Returns the tags of a version. */
    public Map<String, String> tags(Stored version) {
        Map<String, String> tags = new LinkedHashMap<>();
        root.getObjectTagging(request ->
                        request.bucket(bucket()).key(version.key().format()).versionId(version.versionId()))
                .tagSet()
                .forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }

    /** Runs the AWS CLI's S3 API on the bucket with the verifier's session. */
    public CommandResult asVerifier(String... call) {
        List<String> line = new ArrayList<>(List.of("s3api", call[0], "--bucket=" + bucket()));
        line.addAll(List.of(call).subList(1, call.length));
        return store.as(verifier, line.toArray(String[]::new));
    }

    /** Gives the bucket the lifecycle rules of the template, those for snapshots. */
    public void applyRulesOfTheTemplate() throws IOException {
        JsonNode rules =
                new Template(stack.checkout(), store.bucket()).bucket(bucket()).at("/LifecycleConfiguration/Rules");
        Path file = Files.writeString(
                folder.resolve("rules.json"),
                SnapshotRules.asTheApiHasThem(rules).toString());
        store.as(
                        LockedStore.ROOT,
                        "s3api",
                        "put-bucket-lifecycle-configuration",
                        "--bucket=" + bucket(),
                        "--lifecycle-configuration=file://" + file)
                .orFail();
    }

    /** Returns whether a version is in the bucket. */
    public boolean isThere(Stored version) {
        return versionsOf(version).versions().stream()
                .anyMatch(each -> each.versionId().equals(version.versionId()));
    }

    /** Returns whether a delete marker lies over a snapshot. */
    public boolean isHidden(Stored version) {
        return versionsOf(version).deleteMarkers().stream().anyMatch(marker -> Boolean.TRUE.equals(marker.isLatest()));
    }

    private ListObjectVersionsResponse versionsOf(Stored version) {
        return root.listObjectVersions(
                request -> request.bucket(bucket()).prefix(version.key().format()));
    }

    /** Returns what is in the bucket of the cluster's snapshots, for a failure's message. */
    public String listing() {
        return root.listObjectVersions(request -> request.bucket(bucket()).prefix(SnapshotKey.prefix(cluster)))
                .toString();
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
