package io.vaultsnapshot.e2e.irsa;

import io.vaultsnapshot.e2e.kube.EksIssuer;
import io.vaultsnapshot.e2e.net.CertificateAuthority;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.process.Ports;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** versitygw: one process with IAM and STS, and one with S3. Its account is always 000000000000. */
public final class Gateway implements SuiteServer {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Map<String, String> ROOT =
            Map.of("ROOT_ACCESS_KEY", "e2eroot", "ROOT_SECRET_KEY", "e2eroot-secret");

    private final Suite suite;
    private final Tools tools;
    private final Path folder;
    private final String region;
    private final URI iam = URI.create("http://127.0.0.1:" + Ports.free());
    private final URI s3 = URI.create("http://127.0.0.1:" + Ports.free());

    /** Starts both. They read the issuer's keys over the network, so the issuer is started first. */
    public Gateway(Suite suite) {
        this.suite = suite;
        this.tools = suite.get(Tools.class);
        this.folder = suite.folder("gateway");
        this.region = suite.get(FleetSettings.class).settings().region();
        suite.get(EksIssuer.class);
        // The path of a socket may have 107 bytes at most. The folder of a run has more.
        Path socket = Path.of("/run/versitygw-iam.sock");
        startIam(socket);
        startS3(socket);
    }

    private void startIam(Path socket) {
        suite.processes()
                .start(command(
                        "versitygw-iam",
                        "--port=127.0.0.1:" + iam.getPort(),
                        "iam",
                        "--dir=" + suite.folder("gateway/iam"),
                        "--private-ports=" + socket))
                .awaitReady(LONGEST, () -> Files.exists(socket) && listens(iam));
    }

    private void startS3(Path socket) {
        suite.processes()
                .start(command(
                        "versitygw-s3",
                        "--port=127.0.0.1:" + s3.getPort(),
                        "--region=" + region,
                        "--virtual-domain=s3." + region + ".amazonaws.com",
                        "--iam-standalone-endpoint=" + socket,
                        "--iam-standalone-access=" + ROOT.get("ROOT_ACCESS_KEY"),
                        "--iam-standalone-secret=" + ROOT.get("ROOT_SECRET_KEY"),
                        "posix",
                        "--versioning-dir=" + suite.folder("gateway/versions"),
                        suite.folder("gateway/objects").toString()))
                .awaitReady(LONGEST, () -> listens(s3));
    }

    private Command command(String name, String... arguments) {
        List<String> line = new ArrayList<>(List.of(tools.path("versitygw").toString()));
        line.addAll(List.of(arguments));
        return Command.of(name, folder, line.toArray(String[]::new))
                .with(ROOT)
                .with(
                        "SSL_CERT_FILE",
                        suite.get(CertificateAuthority.class).certificate().toString());
    }

    private static boolean listens(URI address) throws IOException {
        try (Socket connected = new Socket(address.getHost(), address.getPort())) {
            return connected.isConnected();
        }
    }

    /** Returns where IAM and STS listen. */
    public URI iam() {
        return iam;
    }

    /** Returns where S3 listens. */
    public URI s3() {
        return s3;
    }

    /** Runs the AWS CLI as the account's root, directly against the gateway. */
    public CommandResult asRoot(String... arguments) {
        return cli(
                Map.of(
                        "AWS_ACCESS_KEY_ID", ROOT.get("ROOT_ACCESS_KEY") + "",
                        "AWS_SECRET_ACCESS_KEY", ROOT.get("ROOT_SECRET_KEY") + ""),
                arguments);
    }

    /** Runs the AWS CLI with the identity in the variables, directly against the gateway. */
    public CommandResult cli(Map<String, String> identity, String... arguments) {
        List<String> line = new ArrayList<>(List.of(tools.path("aws").toString()));
        line.addAll(List.of(arguments));
        Command command = Command.of("aws", folder, line.toArray(String[]::new))
                .with("AWS_ENDPOINT_URL_IAM", iam.toString())
                .with("AWS_ENDPOINT_URL_STS", iam.toString())
                .with("AWS_ENDPOINT_URL_S3", s3.toString())
                .with("AWS_REGION", region)
                .with("AWS_DEFAULT_REGION", region)
                .with("AWS_EC2_METADATA_DISABLED", "true")
                .with("AWS_CONFIG_FILE", "/dev/null")
                .with("HOME", folder.toString())
                .with(identity);
        return suite.processes().run(command, LONGEST);
    }
}
