package io.vaultsnapshot.e2e.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.e2e.lambda.Invocation;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Scenario 4, the verifier's side: an object arrives in the bucket. The rest happens without further action. */
@ExtendWith(SuiteExtension.class)
class ArrivalScenario {
    private final DeployedStack stack;

    ArrivalScenario(DeployedStack stack) {
        this.stack = stack;
    }

    @Test
    void upload_ofRealSnapshot_isVerifiedOnTheDeployedRuntimeAndSendsNoAlert() {
        byte[] snapshot = Snapshots.intact();
        SnapshotKey key = Snapshots.key("arrives-intact", Instant.now());

        stack.upload(key, snapshot);
        Invocation run = stack.awaitArrivalOf(key);

        assertFalse(run.failed(), run.answer() + run.log());
        String javaVersion = run.javaVersion();
        assertEquals(
                stack.runtime(),
                "java" + javaVersion.split("\\.", 2)[0],
                () -> "the function ran on Java " + javaVersion + ", by its own account");
        assertTrue(run.log().contains("\"sha256By\":\"AmazonCorrettoCryptoProvider 2.5"), run.log());
        assertTrue(run.log().contains("\"tlsBy\":\"AmazonCorrettoCryptoProvider 2.5"), run.log());
        assertTrue(run.log().contains("\"SlowCrypto\":0"), run.log());
        assertFalse(run.log().contains("WARNING"), "Java prints no warning about native code: " + run.log());
        JsonNode record = stack.record(key).orElseThrow();
        assertEquals("intact", record.path("verdict").asText(), record::toString);
        assertEquals("unsealable", record.path("level").asText(), record::toString);
        assertEquals(snapshot.length, record.path("size").asInt());
        JsonNode status = stack.status("arrives-intact").orElseThrow();
        assertEquals("healthy", status.path("state").asText(), status::toString);
        assertTrue(status.path("lastProven").toString().contains(key.format()), status::toString);
        assertEquals(List.of(), stack.inbox().of("arrives-intact"));
    }

    /** So the function's requests, which are answered, use TLS. */
    @Test
    void request_withoutTls_isRefusedByThePolicyOfTheDeployedBucket() {
        SnapshotKey key = Snapshots.key("asks-without-tls", Instant.now());
        stack.upload(key, Snapshots.intact());
        try (S3Client plain = stack.aws()
                .client(S3Client.builder().forcePathStyle(true).httpClientBuilder(UrlConnectionHttpClient.builder()))) {
            S3Exception refused = assertThrows(
                    S3Exception.class,
                    () -> plain.headObject(
                            request -> request.bucket(stack.bucket().name()).key(key.format())));
            assertEquals(403, refused.statusCode());
        }
        try (S3Client tls = stack.aws().s3()) {
            tls.headObject(request -> request.bucket(stack.bucket().name()).key(key.format()));
        }
    }
}
