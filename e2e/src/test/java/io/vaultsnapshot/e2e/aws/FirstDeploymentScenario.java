package io.vaultsnapshot.e2e.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.e2e.outputs.Checkout;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.process.CommandResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

/**
 * A first deployment that fails, and the commands that {@code docs/before-the-first-deployment.md} has for it. The AWS server
 * rolls back as AWS's documentation says; this was not seen in CloudFormation itself.
 */
@ExtendWith(SuiteExtension.class)
class FirstDeploymentScenario {
    private static final String NAME = "aws-of-failed";
    private static final String ROLE = "vault-snapshotter-first";

    private final Suite suite;

    FirstDeploymentScenario(Suite suite) {
        this.suite = suite;
    }

    @Test
    void creation_thatFails_leavesNothingButItsStack_andIsRepeatedByTheDocumentedCommands() {
        try (AwsServer server = new AwsServer(suite, NAME)) {
            AwsCli aws = new AwsCli(suite, server);
            CdkCli cdk = new CdkCli(suite, server);
            Checkout checkout = DeployedStack.checkout(suite, NAME, List.of("first"));
            cdk.bootstrap().orFail();
            aws.run("iam", "create-role", "--role-name", ROLE, "--assume-role-policy-document", "{}")
                    .orFail();
            List<String> before = bucketsAndKeys(server);

            CommandResult failed = cdk.deploy(checkout);

            assertNotEquals(0, failed.exitCode());
            assertTrue(failed.printed().contains(ROLE), failed::printed);
            assertTrue(failed.printed().contains("already exists"), failed::printed);
            assertEquals(before, bucketsAndKeys(server), "buckets and keys are gone again");

            aws.run("iam", "delete-role", "--role-name", ROLE).orFail();
            CommandResult blocked = cdk.deploy(checkout);
            assertNotEquals(0, blocked.exitCode(), "the CLI cannot delete the stack that failed");
            assertTrue(blocked.printed().contains("TerminationProtection is enabled"), blocked::printed);

            aws.run(DeploymentPage.release()).orFail();
            cdk.deploy(checkout).orFail();
            assertEquals(List.of(), ReadBack.of(suite, server).differences());
        }
    }

    private static List<String> bucketsAndKeys(AwsServer server) {
        try (S3Client s3 = server.s3();
                KmsClient kms = server.client(KmsClient.builder().httpClient(UrlConnectionHttpClient.create()))) {
            Stream<String> buckets = s3.listBuckets().buckets().stream().map(Bucket::name);
            return Stream.concat(buckets, kms.listKeys().keys().stream().map(KeyListEntry::keyId))
                    .toList();
        }
    }
}
