package io.vaultsnapshot.e2e.lock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.outputs.Template;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.process.Ports;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * MinIO with the bucket of the template: its Object Lock configuration word for word, and a key under the alias that the job
 * names. It knows no bucket policies for signed requests and no roles, so an identity is a session of the root user with
 * the S3 statements of a role.
 */
public final class LockedStore implements SuiteServer {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();
    /** The administrator of the account. */
    public static final Map<String, String> ROOT =
            Map.of("AWS_ACCESS_KEY_ID", "e2eroot", "AWS_SECRET_ACCESS_KEY", "e2eroot-secret");

    private final Suite suite;
    private final Path folder;
    private final String bucket;
    private final String keyAlias;
    private final JsonNode lock;
    private final URI address = URI.create("http://127.0.0.1:" + Ports.free());

    /** Starts it and makes the bucket. */
    public LockedStore(Suite suite) {
        this.suite = suite;
        this.folder = suite.folder("minio");
        this.bucket = suite.get(FleetSettings.class).settings().bucket();
        this.keyAlias = AwsNames.keyAlias(bucket);
        this.lock = suite.get(Template.class).bucket(bucket).get("ObjectLockConfiguration");
        Command server = Command.of(
                        "minio",
                        folder,
                        suite.get(Tools.class).path("minio").toString(),
                        "server",
                        "--address=127.0.0.1:" + address.getPort(),
                        folder.resolve("objects").toString())
                .with("MINIO_ROOT_USER", ROOT.get("AWS_ACCESS_KEY_ID") + "")
                .with("MINIO_ROOT_PASSWORD", ROOT.get("AWS_SECRET_ACCESS_KEY") + "")
                .with(
                        "MINIO_KMS_SECRET_KEY",
                        keyAlias + ":" + Base64.getEncoder().encodeToString(new byte[32]))
                // Lifecycle rules are applied in seconds and not in hours.
                .with("MINIO_SCANNER_SPEED", "fastest")
                .with("MINIO_BROWSER", "off")
                .with("HOME", folder.toString());
        suite.processes().start(server).awaitReady(LONGEST, this::listens);
        asRoot("s3api", "create-bucket", "--bucket=" + bucket, "--object-lock-enabled-for-bucket")
                .orFail();
        asRoot("s3api", "put-object-lock-configuration", "--bucket=" + bucket, "--object-lock-configuration=" + lock)
                .orFail();
    }

    private boolean listens() throws IOException {
        try (Socket connected = new Socket(address.getHost(), address.getPort())) {
            return connected.isConnected();
        }
    }

    /** Returns where it listens. */
    public URI address() {
        return address;
    }

    /** Returns the bucket's name. */
    public String bucket() {
        return bucket;
    }

    /** Returns the alias of the bucket's key. */
    public String keyAlias() {
        return keyAlias;
    }

    /** Returns for how many days the template locks each object. */
    public int lockDays() {
        return lock.at("/Rule/DefaultRetention/Days").asInt();
    }

    private CommandResult asRoot(String... arguments) {
        return as(ROOT, arguments);
    }

    /** Runs the AWS CLI with an identity. */
    public CommandResult as(Map<String, String> identity, String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(suite.get(Tools.class).path("aws").toString());
        line.addAll(List.of(arguments));
        return suite.processes().run(command(identity, line), LONGEST);
    }

    /** Returns a command in the environment of the AWS CLI. */
    public Command command(Map<String, String> identity, List<String> line) {
        return Command.of("aws", folder, line.toArray(String[]::new))
                .with("AWS_ENDPOINT_URL", address.toString())
                .with("AWS_REGION", "us-east-1")
                .with("AWS_DEFAULT_REGION", "us-east-1")
                .with("AWS_EC2_METADATA_DISABLED", "true")
                .with("AWS_CONFIG_FILE", "/dev/null")
                .with("HOME", folder.toString())
                .with(identity);
    }

    /** Returns the credentials of a session that may do what the statements say, and nothing else. */
    public Map<String, String> session(JsonNode statements) {
        String policy = JSON.createObjectNode()
                .put("Version", "2012-10-17")
                .set("Statement", statements)
                .toString();
        String[] made = asRoot(
                        "sts",
                        "assume-role",
                        "--role-arn=arn:aws:iam::000000000000:role/of-the-template",
                        "--role-session-name=e2e",
                        "--policy=" + policy,
                        "--query=Credentials.[AccessKeyId,SecretAccessKey,SessionToken]",
                        "--output=text")
                .orFail()
                .out()
                .strip()
                .split("\\s+", -1);
        return Map.of("AWS_ACCESS_KEY_ID", made[0], "AWS_SECRET_ACCESS_KEY", made[1], "AWS_SESSION_TOKEN", made[2]);
    }
}
