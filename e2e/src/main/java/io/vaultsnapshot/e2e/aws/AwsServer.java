package io.vaultsnapshot.e2e.aws;

import io.vaultsnapshot.e2e.lambda.FunctionClock;
import io.vaultsnapshot.e2e.lambda.FunctionHost;
import io.vaultsnapshot.e2e.net.CertificateAuthority;
import io.vaultsnapshot.e2e.net.Relay;
import io.vaultsnapshot.e2e.net.Treatment;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.Ports;
import io.vaultsnapshot.sandbox.process.ServerProcess;
import io.vaultsnapshot.sandbox.server.Seal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * One AWS account in one region: moto, extended by {@code e2e/aws} with what the stack uses, and a host that runs Lambda
 * functions in the real runtime client. Events of S3 reach functions through the rules of EventBridge. Topics deliver to
 * queues, and rules post to web hooks. Schedules fire on request. Alarms are stored but not evaluated. Functions reach all of it over TLS.
 *
 * <p>It does not prove that IAM allows a call: any credentials are accepted. Of the conditions in policies it evaluates
 * {@code aws:SecureTransport} of buckets only.
 */
public final class AwsServer implements SuiteServer {
    /** The account. {@code Gateway} has the same one, so both hold the same roles. */
    public static final String ACCOUNT = "000000000000";
    /** The region. */
    public static final String REGION = "eu-north-1";

    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    // The CDK CLI stores to which account a key belongs.
    private static final String KEY = "key-of-" + ACCOUNT;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private final int controlPort = Ports.free();
    private final int tlsPort = Ports.free();
    private final FunctionHost functions;
    private final FunctionClock clock;
    private final CertificateAuthority authority;
    private final Relay tls;
    private final ServerProcess process;

    /** Starts the server that scenarios share, and waits until it answers. */
    public AwsServer(Suite suite) {
        this(suite, "aws");
    }

    /**
     * Starts a server for one scenario, which must close it.
     *
     * @param name unique in this run
     */
    public AwsServer(Suite suite, String name) {
        Tools tools = suite.get(Tools.class);
        Path project = Suite.project();
        authority = suite.get(CertificateAuthority.class);
        clock = new FunctionClock(suite.folder(name + "/clock"), tools.path("libfaketimeMT.so.1"));
        functions = new FunctionHost(
                suite.processes(),
                new FunctionHost.RuntimeSpec(
                        name + "-lambda",
                        project.resolve("e2e/src/main/lambda/start"),
                        project.resolve("e2e/target/lambda-runtime"),
                        tools::javaHome,
                        trustFolder(),
                        clock));
        tls = startTls(name);
        functions.give(variables());
        functions.give(Map.of("AWS_ENDPOINT_URL", tlsEndpoint().toString()));
        process = start(suite, name, tools.path("moto-python"));
        process.awaitReady(LONGEST_START, () -> get("/moto-api/data.json") == 200);
    }

    private Path trustFolder() {
        try {
            return authority.trustFolder();
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Relay startTls(String name) {
        try {
            SSLContext certificate =
                    CertificateAuthority.serving(authority.issue(name + "-tls", List.of("IP:127.0.0.1")));
            return new Relay("127.0.0.1", tlsPort, certificate, head -> Treatment.forward(endpoint()));
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private ServerProcess start(Suite suite, String name, Path python) {
        return suite.processes()
                .start(Command.of(
                                name,
                                suite.folder(name),
                                python.toString(),
                                Suite.project().resolve("e2e/aws/serve.py").toString(),
                                String.valueOf(port),
                                String.valueOf(controlPort),
                                functions.address().toString(),
                                suite.folder(name + "/functions").toString())
                        .with("MOTO_ACCOUNT_ID", ACCOUNT)
                        .with("PYTHONDONTWRITEBYTECODE", "1")
                        // Rules post to web hooks of scenarios.
                        .with("SSL_CERT_FILE", authority.certificate().toString())
                        // The roles of the bootstrap use policies of AWS.
                        .with("MOTO_IAM_LOAD_MANAGED_POLICIES", "true"));
    }

    /** Returns the one endpoint of all services. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Returns the same endpoint behind TLS. The certificate is of {@link CertificateAuthority}. */
    public URI tlsEndpoint() {
        return URI.create("https://127.0.0.1:" + tlsPort);
    }

    /** Returns a client of S3 that uses TLS. A bucket with {@code enforceSsl} refuses every other one. */
    public S3Client s3() {
        S3ClientBuilder builder = S3Client.builder()
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder().tlsTrustManagersProvider(this::trustManagers));
        return builder.endpointOverride(tlsEndpoint())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY)))
                .build();
    }

    private TrustManager[] trustManagers() {
        try {
            return authority.trustManagers();
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the variables with which any AWS SDK, and the CDK CLI, uses this server. */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ENDPOINT_URL", endpoint().toString());
        variables.put("AWS_ACCESS_KEY_ID", KEY);
        variables.put("AWS_SECRET_ACCESS_KEY", KEY);
        variables.put("AWS_REGION", REGION);
        variables.put("AWS_DEFAULT_REGION", REGION);
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        return variables;
    }

    /** Points a client of AWS's SDK to this server. */
    public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(endpoint())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY)))
                .build();
    }

    /** Returns the seal that a key of this server opens. */
    public Seal seal(String keyId) {
        return Seal.awsKms(REGION, endpoint(), keyId);
    }

    /** Creates a queue, or returns the one of this name. */
    public MessageQueue queue(String name) {
        return MessageQueue.create(endpoint(), name);
    }

    /** Returns the host that runs the functions and keeps every run. */
    public FunctionHost functions() {
        return functions;
    }

    /** Sets the time that functions see. Everything else keeps the real time. */
    public void moveClock(Instant time) {
        clock.set(time);
        functions.cool();
    }

    /** Fires a rule's schedule now. */
    public void fireSchedule(String rule) {
        URI control =
                URI.create("http://127.0.0.1:" + controlPort + "/schedules/" + ACCOUNT + "/" + REGION + "/" + rule);
        HttpRequest request = HttpRequest.newBuilder(control)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != 202) {
            throw new IllegalStateException("rule " + rule + " cannot fire: " + answer.body());
        }
    }

    @Override
    public void close() {
        functions.close();
        try {
            tls.close();
        } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
        }
        process.stop();
    }

    private int get(String path) {
        return send(HttpRequest.newBuilder(endpoint().resolve(path)).build()).statusCode();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new IllegalStateException("no answer from " + request.uri(), unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
