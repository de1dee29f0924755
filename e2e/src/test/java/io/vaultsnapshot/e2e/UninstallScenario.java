package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.e2e.aws.CdkCli;
import io.vaultsnapshot.e2e.aws.DeployedStack;
import io.vaultsnapshot.e2e.backup.AppliedManifests;
import io.vaultsnapshot.e2e.backup.BackupEnvironment;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.outputs.Manifests;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.server.Seal;
import io.vaultsnapshot.sandbox.server.ServerKeys;
import io.vaultsnapshot.sandbox.server.ServerNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The commands of {@code docs/uninstall.md}, as written: what they remove, what they leave, and what they leave to others. */
@ExtendWith(SuiteExtension.class)
class UninstallScenario {
    private static final String CLUSTER = "removed";
    private static final String KINDS = "cronjob,deployment,service,networkpolicy,configmap,secret,serviceaccount,"
            + "validatingadmissionpolicybinding,validatingadmissionpolicy,clusterrolebinding";

    private final Suite suite;

    UninstallScenario(Suite suite) {
        this.suite = suite;
    }

    @Test
    void kubernetesPart_asWritten_removesOneClustersObjectsAndNamespaceOnly() throws IOException {
        suite.get(AppliedManifests.class);
        ControlPlane kubernetes = suite.get(ControlPlane.class);
        Set<String> others = objects(kubernetes, "app.kubernetes.io/instance!=" + CLUSTER);
        kubernetes.kubectl("apply", "-f", manifestsOfItsOwn().toString()).orFail();
        Set<String> applied = objects(kubernetes, "app.kubernetes.io/instance=" + CLUSTER);
        UninstallShell shell = new UninstallShell(
                suite,
                "uninstall-kubernetes",
                Map.of(
                        "KUBECONFIG",
                        kubernetes.kubeconfig().toString(),
                        "CONTEXT",
                        kubernetes
                                .kubectl("config", "current-context")
                                .orFail()
                                .out()
                                .strip(),
                        "CLUSTER",
                        CLUSTER,
                        "NAMESPACE",
                        CLUSTER));
        List<String> blocks = UninstallShell.blocks("The job in Kubernetes");

        CommandResult removed = shell.run(blocks.get(0));
        CommandResult namespace = shell.run(blocks.get(1));

        assertTrue(applied.size() > 15, applied::toString);
        assertEquals(Set.of(), objects(kubernetes, "app.kubernetes.io/instance=" + CLUSTER));
        for (String each : List.of(CLUSTER, "vault-client-" + CLUSTER, "vault-snapshot-drill-" + CLUSTER)) {
            assertTrue(removed.out().lines().anyMatch(line -> line.matches(each + " +Active .*")), removed::printed);
        }
        assertTrue(namespace.out().contains("namespace \"" + CLUSTER + "\" deleted"), namespace::printed);
        assertTrue(objects(kubernetes, "app.kubernetes.io/instance!=" + CLUSTER).containsAll(others), others::toString);
    }

    /** Here all clusters share one API server. So what has one name in each of them gets another one. */
    private Path manifestsOfItsOwn() throws IOException {
        Path folder = suite.folder("uninstall-manifests");
        Files.createDirectories(folder.resolve(CLUSTER));
        Path written = suite.get(Manifests.class).of(BackupEnvironment.DRILLED);
        try (Stream<Path> files = Files.list(written)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                String text = Files.readString(file)
                        .replaceAll("(?m)(app.kubernetes.io/instance: )\\S+$", "$1" + CLUSTER)
                        .replace("vault-snapshot-drilled", CLUSTER)
                        .replaceAll("(?m)(vault-client|vault-token-auth|vault-snapshot-drill)$", "$1-" + CLUSTER);
                Files.writeString(folder.resolve(CLUSTER).resolve(file.getFileName()), text);
            }
        }
        return folder.resolve(CLUSTER);
    }

    private static Set<String> objects(ControlPlane kubernetes, String selector) {
        return kubernetes
                .kubectl(
                        "get",
                        KINDS,
                        "--all-namespaces",
                        "--selector=app.kubernetes.io/name=vault-snapshot," + selector,
                        "--output=jsonpath={range .items[*]}{.kind} {.metadata.namespace} {.metadata.name}{\"\\n\"}{end}")
                .orFail()
                .out()
                .lines()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void vaultPart_asWritten_leavesTheServerAsItWas() throws IOException {
        BackupEnvironment environment = suite.get(BackupEnvironment.class);
        try (ServerNode server =
                ServerNode.start(suite.workspace(), suite.get(Tools.class).openBao(), "uninstalled", Seal.shamir())) {
            ServerKeys keys = server.initialize();
            String before = configuration(server, keys);
            environment
                    .configure(BackupEnvironment.DRILLED, server.address(), keys)
                    .orFail();
            assertNotEquals(before, configuration(server, keys), "something is there to be removed");
            UninstallShell shell = new UninstallShell(
                    suite,
                    "uninstall-vault",
                    Map.of(
                            "VAULT_ADDR",
                            server.address().toString(),
                            "VAULT_TOKEN",
                            keys.rootToken(),
                            "CLUSTER",
                            BackupEnvironment.DRILLED));

            UninstallShell.blocks("The login in Vault").forEach(shell::run);

            assertEquals(before, configuration(server, keys));
        }
    }

    /** Returns all mounts, logins and policies, without what the server itself counts. */
    private static String configuration(ServerNode server, ServerKeys keys) {
        Set<String> names = new TreeSet<>();
        for (String path : List.of("sys/auth", "sys/mounts")) {
            server.api().get(path, keys.rootToken()).path("data").fieldNames().forEachRemaining(names::add);
        }
        server.api()
                .get("sys/policies/acl?list=true", keys.rootToken())
                .at("/data/keys")
                .forEach(each -> names.add("policy " + each.asText()));
        return names.toString();
    }

    /** The server does not run S3's lifecycle, so this test plays it: when the locks have ended, it removes every version. */
    @Test
    void stackBucketsAndKey_asWritten_goInThisOrder() throws IOException {
        try (DeployedStack stack = DeployedStack.ofItsOwn(suite, "aws-of-uninstalled", List.of(CLUSTER));
                S3Client s3 = stack.aws().s3()) {
            String bucket = stack.bucket().name();
            s3.putObject(request -> request.bucket(bucket).key("records/kept"), RequestBody.fromString("kept"));
            String logs = s3.getBucketLogging(request -> request.bucket(bucket))
                    .loggingEnabled()
                    .targetBucket();
            UninstallShell shell = shell(stack, bucket, logs, "");
            List<String> stackPart =
                    UninstallShell.blocks("The stack").get(0).lines().toList();
            List<String> snapshots = UninstallShell.blocks("The snapshots");

            shell.run(stackPart.get(0));
            assertEquals("npx cdk destroy", stackPart.get(1));
            new CdkCli(suite, stack.aws()).destroy(stack.checkout()).orFail();
            assertEquals(404, codeOf(() -> s3.getBucketPolicy(request -> request.bucket(bucket))), "the policy goes");
            CommandResult names = shell.run(snapshots.get(0).lines().limit(2).collect(Collectors.joining("\n")));
            String key = keyIn(names.out());
            assertTrue(names.out().contains("\"TargetBucket\": \"" + logs + "\""), names::printed);
            shell.run(snapshots.get(1));
            assertEquals(
                    2,
                    s3.getBucketLifecycleConfiguration(request -> request.bucket(bucket))
                            .rules()
                            .size());
            CommandResult early = shell.tryTo(snapshots.get(2));
            assertTrue(early.err().contains("BucketNotEmpty"), early::printed);

            expireEverything(s3, bucket);
            shell.run(snapshots.get(2));
            expireEverything(s3, logs);
            shell.run(snapshots.get(3));
            assertEquals(404, codeOf(() -> s3.headBucket(request -> request.bucket(bucket))));
            CommandResult scheduled = shell(stack, bucket, logs, key)
                    .run(UninstallShell.blocks("The key").get(0));
            assertTrue(scheduled.out().contains("DeletionDate"), scheduled::printed);
        }
    }

    private UninstallShell shell(DeployedStack stack, String bucket, String logs, String key) throws IOException {
        Map<String, String> names = new HashMap<>(stack.aws().variables());
        names.putAll(Map.of("BUCKET", bucket, "LOGS", logs, "KEY", key, "AWS_CONFIG_FILE", "/dev/null"));
        return new UninstallShell(suite, "uninstall-aws" + (key.isEmpty() ? "" : "-key"), names);
    }

    private static String keyIn(String encryption) {
        var arn = Pattern.compile("\"KMSMasterKeyID\": \"[^\"]*key/([^\"]+)\"").matcher(encryption);
        assertTrue(arn.find(), encryption);
        return arn.group(1);
    }

    private static int codeOf(Executable call) {
        return assertThrows(S3Exception.class, call).statusCode();
    }

    private static void expireEverything(S3Client s3, String bucket) {
        for (ObjectVersion version :
                s3.listObjectVersions(request -> request.bucket(bucket)).versions()) {
            s3.deleteObject(request -> request.bucket(bucket)
                    .key(version.key())
                    .versionId(version.versionId())
                    .bypassGovernanceRetention(true));
        }
    }
}
