package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.e2e.backup.BackupEnvironment;
import io.vaultsnapshot.e2e.backup.GatewayBucket;
import io.vaultsnapshot.e2e.irsa.Gateway;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The upload with EKS Pod Identity: the script and the real AWS CLI get credentials from an agent, as the variables say that EKS
 * sets. The agent here is a stand-in: it is at a loopback address, and its credentials are those of the job's role from a real
 * STS. EKS's own service and its session tags are in no package registry.
 */
@ExtendWith(SuiteExtension.class)
class PodIdentityScenario {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final String TOKEN = "the-token-that-eks-projects";
    private static final JsonMapper JSON = new JsonMapper();

    private final Suite suite;
    private final ControlPlane kubernetes;
    private final Gateway gateway;
    private final GatewayBucket bucket;
    private final ClusterSettings cluster;
    private final Path folder;
    private HttpServer agent;

    PodIdentityScenario(
            Suite suite,
            BackupEnvironment environment,
            ControlPlane kubernetes,
            Gateway gateway,
            GatewayBucket bucket) {
        this.suite = suite;
        this.kubernetes = kubernetes;
        this.gateway = gateway;
        this.bucket = bucket;
        this.cluster = suite.get(FleetSettings.class).cluster(BackupEnvironment.MAIN);
        this.folder = suite.folder("pod-identity");
    }

    @BeforeEach
    void startAgent() throws IOException {
        agent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        agent.createContext("/v1/credentials", exchange -> {
            boolean known = TOKEN.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = (known ? credentials() : "unknown token").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 400, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        agent.start();
    }

    @AfterEach
    void stopAgent() {
        agent.stop(0);
    }

    @Test
    void upload_credentialsOfTheAgent_areUsed() throws IOException {
        CommandResult result = upload("2021-01-02T03:04:05Z", TOKEN);

        assertEquals(0, result.exitCode(), result::printed);
        String key = "snapshots/" + cluster.name() + "/vault_20210102_030405.snap";
        assertTrue(result.printed().contains("uploaded s3://" + bucket.name() + "/" + key), result::printed);
        assertEquals("a snapshot", new String(bucket.read(key), StandardCharsets.UTF_8));
    }

    @Test
    void upload_agentRefusesTheToken_failsAndLooksForNoOtherCredentials() throws IOException {
        CommandResult result = upload("2021-01-02T03:04:06Z", "another-token");

        assertNotEquals(0, result.exitCode(), result::printed);
        assertTrue(result.printed().contains("check the pod's IAM role"), result::printed);
        assertEquals(List.of(), bucket.keys("snapshots/" + cluster.name() + "/vault_20210102_030406.snap"));
    }

    private CommandResult upload(String takenAt, String token) throws IOException {
        Path snapshot = Files.writeString(folder.resolve("vault.snap"), "a snapshot");
        Files.setLastModifiedTime(snapshot, FileTime.from(Instant.parse(takenAt)));
        Path tokenFile = Files.writeString(folder.resolve("token"), token);
        Path script = Suite.project()
                .resolve("manifests/src/main/resources/io/vaultsnapshot/manifests/scripts/upload-snapshot.sh");
        Path aws = suite.get(Tools.class).path("aws");
        Command command = Command.of("pod-identity", folder, "sh", script.toString())
                .with(Map.of(
                        "PATH",
                        aws.getParent() + ":" + System.getenv("PATH"),
                        "HOME",
                        folder.toString(),
                        "AWS_CONFIG_FILE",
                        "/dev/null",
                        "AWS_EC2_METADATA_DISABLED",
                        "true",
                        "AWS_MAX_ATTEMPTS",
                        "1",
                        "AWS_ENDPOINT_URL_S3",
                        gateway.s3().toString(),
                        "AWS_REGION",
                        suite.get(FleetSettings.class).settings().region()))
                .with(
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                        "http://127.0.0.1:" + agent.getAddress().getPort() + "/v1/credentials")
                .with("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", tokenFile.toString())
                .with("SNAPSHOT_FILE", snapshot.toString())
                .with("SNAPSHOT_BUCKET", bucket.name())
                .with("SNAPSHOT_PREFIX", "snapshots/" + cluster.name() + "/")
                .with("RUNS_PREFIX", "runs/" + cluster.name() + "/")
                .with("SNAPSHOT_KMS_ALIAS", "alias/" + bucket.name());
        return suite.processes().run(command, LONGEST);
    }

    /** In the form of the agent's answer. */
    private String credentials() throws IOException {
        String webToken = kubernetes.token(
                cluster.serviceAccount().namespace(), cluster.serviceAccount().name(), "sts.amazonaws.com");
        CommandResult assumed = gateway.cli(
                Map.of(),
                "sts",
                "assume-role-with-web-identity",
                "--role-session-name=pod",
                "--role-arn=arn:aws:iam::000000000000:role/" + cluster.get(ClusterSetting.WRITER_ROLE),
                "--web-identity-token=" + webToken);
        JsonNode session = JSON.readTree(assumed.orFail().out()).path("Credentials");
        return JSON.createObjectNode()
                .put("AccessKeyId", session.path("AccessKeyId").asText())
                .put("SecretAccessKey", session.path("SecretAccessKey").asText())
                .put("Token", session.path("SessionToken").asText())
                .put("Expiration", session.path("Expiration").asText())
                .toString();
    }
}
