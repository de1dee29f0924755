package io.vaultsnapshot.e2e.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.e2e.outputs.Checkout;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.process.ProcessFailedException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Scenario 1: the CLI that package.json pins deploys the stack into an empty account. */
@ExtendWith(SuiteExtension.class)
class DeployScenario {
    private final Suite suite;

    DeployScenario(Suite suite) {
        this.suite = suite;
    }

    @Test
    void deploy_ofTheStack_createsEveryResourceWithEveryPropertyOfItsTemplate(DeployedStack stack) {
        assertTrue(stack.bootstrapped().printed().contains("bootstrapped"), stack.bootstrapped()::printed);

        ReadBack read = ReadBack.of(suite, stack.aws());

        assertEquals(List.of(), read.differences(), () -> String.join("\n", read.differences()));
        assertEquals(typesOf(stack.checkout()), read.compared().keySet());
        assertTrue(
                read.compared().values().stream().mapToInt(Integer::intValue).sum() > 100,
                () -> "compared: " + read.compared());
    }

    @Test
    void destroy_afterDeployingTwice_keepsBucketAndItsSnapshots_andANewStackTakesThemOver() {
        try (DeployedStack stack = DeployedStack.ofItsOwn(suite, "aws-of-destroyed", List.of("only-one"))) {
            CdkCli cdk = new CdkCli(suite, stack.aws());
            SnapshotKey key = Snapshots.key("only-one", Instant.now());
            stack.upload(key, Snapshots.intact());
            assertFalse(stack.awaitArrivalOf(key).failed());

            CommandResult again = cdk.deploy(stack.checkout()).orFail();
            assertTrue(again.printed().contains("(no changes)"), again::printed);

            assertNotEquals(List.of(), BusEvents.rules(stack.aws()), "rules that start the function");
            assertNotEquals(0, cdk.destroy(stack.checkout()).exitCode(), "the stack is protected");
            AwsCli aws = new AwsCli(suite, stack.aws());
            aws.run(DeploymentPage.release()).orFail();
            cdk.destroy(stack.checkout()).orFail();

            assertEquals(
                    "intact", stack.record(key).orElseThrow().path("verdict").asText(), "the proof is kept as well");
            ProcessFailedException gone =
                    assertThrows(ProcessFailedException.class, () -> ReadBack.of(suite, stack.aws()));
            assertTrue(gone.getMessage().contains("does not exist"), gone.getMessage());
            assertEquals(List.of(), BusEvents.rules(stack.aws()), "rules that would start the function");

            deployOverKeptBucket(stack, cdk, aws);
            SnapshotKey next = Snapshots.key("only-one", Instant.now());
            stack.upload(next, Snapshots.intact());
            assertFalse(stack.awaitArrivalOf(next).failed());
            assertTrue(stack.record(key).isPresent(), "what was kept is still there");
            assertEquals(
                    next.format(),
                    stack.status("only-one").orElseThrow().at("/lastProven/key").asText());
        }
    }

    /** The first stack is the one of a version that had no lock. */
    @Test
    void deploy_overABucketWithoutALock_switchesItOnInPlace() throws IOException {
        try (AwsServer aws = new AwsServer(suite, "aws-without-lock");
                S3Client s3 = aws.s3()) {
            Checkout checkout = DeployedStack.checkout(suite, "aws-without-lock", List.of("only-one"));
            String bucket = checkout.settings().get("bucket").asText();
            CdkCli cdk = new CdkCli(suite, aws);
            cdk.bootstrap().orFail();
            cdk.synthesize(checkout).orFail();
            takeLockOutOf(checkout);
            cdk.deploySynthesized(checkout).orFail();
            assertThrows(S3Exception.class, () -> s3.getObjectLockConfiguration(request -> request.bucket(bucket)));
            s3.putObject(request -> request.bucket(bucket).key("snapshots/before"), RequestBody.fromString("kept"));
            forgetUploadedTemplates(s3);

            cdk.deploy(checkout).orFail();

            assertEquals(
                    ObjectLockRetentionMode.GOVERNANCE,
                    s3.getObjectLockConfiguration(request -> request.bucket(bucket))
                            .objectLockConfiguration()
                            .rule()
                            .defaultRetention()
                            .mode());
            assertNull(s3.headObject(request -> request.bucket(bucket).key("snapshots/before"))
                    .objectLockMode());
            s3.putObject(
                    request -> request.bucket(bucket).key("snapshots/after").checksumAlgorithm(ChecksumAlgorithm.CRC32),
                    RequestBody.fromString("locked"));
            assertEquals(
                    ObjectLockMode.GOVERNANCE,
                    s3.headObject(request -> request.bucket(bucket).key("snapshots/after"))
                            .objectLockMode());
        }
    }

    private static void takeLockOutOf(Checkout checkout) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode template = json.readTree(checkout.template().toFile());
        template.get("Resources").forEach(resource -> ((ObjectNode) resource.path("Properties"))
                .remove(List.of("ObjectLockEnabled", "ObjectLockConfiguration")));
        json.writeValue(checkout.template().toFile(), template);
    }

    /** Both templates have one name there, since the name is made of what was synthesized. The CLI uploads no name twice. */
    private static void forgetUploadedTemplates(S3Client s3) {
        String assets = "cdk-hnb659fds-assets-" + AwsServer.ACCOUNT + "-" + AwsServer.REGION;
        s3.listObjectsV2(request -> request.bucket(assets)).contents().stream()
                .filter(object -> object.key().endsWith(".json"))
                .forEach(object ->
                        s3.deleteObject(request -> request.bucket(assets).key(object.key())));
    }

    private void deployOverKeptBucket(DeployedStack stack, CdkCli cdk, AwsCli aws) {
        CommandResult refused = cdk.deploy(stack.checkout());
        assertNotEquals(0, refused.exitCode(), "the bucket exists");
        assertTrue(refused.printed().contains("failed to create: [SnapshotsBucket"), refused::printed);
        aws.run(DeploymentPage.release()).orFail();
        cdk.destroy(stack.checkout()).orFail();

        String bucket = stack.checkout().settings().get("bucket").asText();
        try (S3Client s3 = stack.aws().s3()) {
            String key = keyOf(s3, bucket);
            String logs = s3.getBucketLogging(request -> request.bucket(bucket))
                    .loggingEnabled()
                    .targetBucket();
            String mapping = DeploymentPage.mapping(bucket, logs, key.substring(key.indexOf('/') + 1));
            cdk.importInto(stack.checkout(), mapping).orFail();
            cdk.deploy(stack.checkout()).orFail();
            assertEquals(key, keyOf(s3, bucket), "with another key nobody could read the kept snapshots");
        }
        ReadBack read = ReadBack.of(suite, stack.aws());
        assertEquals(List.of(), read.differences(), () -> String.join("\n", read.differences()));
    }

    private static String keyOf(S3Client s3, String bucket) {
        return s3.getBucketEncryption(request -> request.bucket(bucket))
                .serverSideEncryptionConfiguration()
                .rules()
                .get(0)
                .applyServerSideEncryptionByDefault()
                .kmsMasterKeyID();
    }

    private static Set<String> typesOf(Checkout checkout) {
        Set<String> types = new TreeSet<>();
        checkout.templates().values().forEach(template -> template.get("Resources")
                .forEach(resource -> types.add(resource.get("Type").asText())));
        return types;
    }
}
