package io.vaultsnapshot.e2e.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.net.CertificateAuthority;
import io.vaultsnapshot.e2e.outputs.Checkout;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.bucket.SnapshotBucket;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first hour of somebody who begins: init, deploy, apply, the first snapshot, doctor before and after, status and report. */
@ExtendWith(SuiteExtension.class)
class DoctorScenario {
    private static final String NAME = "aws-of-doctor";
    private static final String CLUSTER = "doctor";
    private static final String NAMESPACE = "vault-snapshot-doctor";
    private static final String ISSUER =
            "https://oidc.eks.eu-north-1.amazonaws.com/id/D0C7D0C7D0C7D0C7D0C7D0C7D0C7D0C7";
    private static final String CONTEXT = "e2e";
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Suite suite;
    private final ControlPlane kubernetes;

    DoctorScenario(Suite suite, ControlPlane kubernetes) {
        this.suite = suite;
        this.kubernetes = kubernetes;
    }

    @Test
    void checkup_ofAFirstDeployment_namesEachMissBefore_andNoneAfter() throws Exception {
        try (AwsServer aws = new AwsServer(suite, NAME)) {
            Checkout checkout = example();
            init(aws, checkout);

            CommandResult before = doctor(aws, checkout);

            assertEquals(1, before.exitCode(), before::printed);
            assertSeen(
                    before,
                    "ok account: " + AwsServer.ACCOUNT,
                    "miss bootstrap: ",
                    "Next: npx cdk bootstrap aws://" + AwsServer.ACCOUNT + "/" + AwsServer.REGION,
                    "miss identity of doctor: IAM has no OIDC provider of " + ISSUER,
                    "ok bucket: " + AwsNames.bucket(AwsServer.ACCOUNT, AwsServer.REGION) + " is free",
                    "miss stack: stack VaultSnapshot is not deployed",
                    "Next: npx cdk deploy",
                    "skipped subscriptions: needs 'stack'",
                    "Next: ./vault-snapshot manifests",
                    "miss cronjob of doctor: ",
                    "Next: kubectl --context e2e apply -f dist/doctor",
                    "skipped sweep: needs 'stack'");

            deploy(aws, checkout);
            CommandResult deployed = doctor(aws, checkout);
            assertEquals(1, deployed.exitCode(), deployed::printed);
            assertSeen(deployed, "miss sweep: no sweep has ended yet");
            firstSnapshot(aws);
            CommandResult after = doctor(aws, checkout);

            assertEquals(0, after.exitCode(), after::printed);
            assertSeen(
                    after,
                    // Nobody has to confirm here.
                    "ok subscriptions: 1 confirmed",
                    "ok service-account of doctor: its role is arn:aws:iam::" + AwsServer.ACCOUNT,
                    // No pod of the job ran here.
                    "skipped network-policy of doctor: the policy is stored",
                    "ok snapshot of doctor: the newest was taken",
                    "ago and is intact");
            assertTrue(after.printed().contains(" 1 skipped. Nothing is missing."), after::printed);
            CommandResult status = run(aws, checkout, "status");
            assertEquals(0, status.exitCode(), status::printed);
            run(aws, checkout, "report", "--out", "report.html").orFail();
            String page = Files.readString(checkout.folder().resolve("report.html"));
            assertTrue(page.contains("1 backup of 1 cluster taken"), page);
        }
    }

    /** The cdk.json of this project, as somebody has it who has just cloned it. */
    private Checkout example() throws IOException {
        Path cdkJson = Suite.project().resolve("cdk.json");
        return new Checkout(
                suite.folder(NAME + "/checkout"),
                new ObjectMapper().readTree(cdkJson.toFile()).at("/context").withObject("/vault-snapshot"));
    }

    private void init(AwsServer aws, Checkout checkout) throws IOException, GeneralSecurityException {
        run(
                        aws,
                        checkout,
                        "init",
                        "--account=" + AwsServer.ACCOUNT,
                        "--region=" + AwsServer.REGION,
                        "--cluster=" + CLUSTER,
                        "--server=openbao",
                        "--email=oncall@example.com")
                .orFail();
        // What these servers need besides: all clusters share one API server, and nothing looks up an issuer.
        Path settings = checkout.folder().resolve("settings.local.json");
        String name = "{\"name\":\"" + CLUSTER + "\"";
        String text = Files.readString(settings);
        assertTrue(text.contains(name), text);
        Files.writeString(
                settings,
                text.replace(name, name + ",\"namespace\":\"" + NAMESPACE + "\",\"oidcIssuer\":\"" + ISSUER + "\""));
    }

    private void deploy(AwsServer aws, Checkout checkout) throws IOException, GeneralSecurityException {
        CdkCli cdk = new CdkCli(suite, aws);
        cdk.bootstrap().orFail();
        new AwsCli(suite, aws)
                .run("iam", "create-open-id-connect-provider", "--url", ISSUER, "--client-id-list", "sts.amazonaws.com")
                .orFail();
        cdk.deploy(checkout).orFail();
        run(aws, checkout, "manifests").orFail();
        kubernetes
                .kubectl(
                        "apply",
                        "-f",
                        checkout.folder().resolve("dist/" + CLUSTER).toString())
                .orFail();
    }

    private void firstSnapshot(AwsServer aws) {
        SnapshotBucket bucket = new SnapshotBucket(aws.s3(), AwsNames.bucket(AwsServer.ACCOUNT, AwsServer.REGION));
        SnapshotKey key = Snapshots.key(CLUSTER, Instant.now());
        bucket.put(key, Snapshots.intact());
        Waiting.value("the record of the snapshot", LONGEST, () -> bucket.record(key));
        aws.fireSchedule(AwsNames.SWEEP_RULE);
        Waiting.value("the sweep to end", LONGEST, () -> aws.functions().invocations().stream()
                .filter(run -> run.event().contains("\"Scheduled Event\""))
                .findFirst());
    }

    private CommandResult doctor(AwsServer aws, Checkout checkout) throws IOException, GeneralSecurityException {
        return run(aws, checkout, "doctor", "--cluster", CLUSTER, "--context", CONTEXT);
    }

    private CommandResult run(AwsServer aws, Checkout checkout, String... arguments)
            throws IOException, GeneralSecurityException {
        Tools tools = suite.get(Tools.class);
        CertificateAuthority authority = suite.get(CertificateAuthority.class);
        List<String> line = new ArrayList<>(List.of("./vault-snapshot"));
        line.addAll(Arrays.asList(arguments));
        Command command = Command.of(arguments[0], checkout.folder(), line.toArray(String[]::new))
                .with(aws.variables())
                // The bucket refuses whoever does not use TLS.
                .with("AWS_ENDPOINT_URL", aws.tlsEndpoint().toString())
                .with("AWS_CA_BUNDLE", authority.certificate().toString())
                .with("AWS_CONFIG_FILE", "/dev/null")
                .with("KUBECONFIG", kubernetes.kubeconfig().toString())
                .with(
                        "PATH",
                        String.join(
                                File.pathSeparator,
                                String.valueOf(tools.path("aws").getParent()),
                                String.valueOf(tools.path("kubectl").getParent()),
                                System.getenv("PATH")))
                .with(
                        "VAULT_SNAPSHOT_JAVA_OPTIONS",
                        "-Djavax.net.ssl.trustStore=" + authority.trustFolder().resolve("ca.p12")
                                + " -Djavax.net.ssl.trustStorePassword=changeit");
        return suite.processes().run(command, LONGEST);
    }

    /** Lines end where they are long enough, so spaces and line ends are the same here. */
    private static void assertSeen(CommandResult result, String... texts) {
        String printed = result.printed().replaceAll("\\s+", " ");
        for (String text : texts) {
            assertTrue(printed.contains(text), () -> text + "\nis not in\n" + result.printed());
        }
    }
}
