package io.vaultsnapshot.e2e.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultsnapshot.contract.aws.KmsKeyArn;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.e2e.aws.AwsServer;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.snapshot.custody.AuditCode;
import io.vaultsnapshot.snapshot.custody.AuditFinding;
import io.vaultsnapshot.snapshot.custody.AuditReport;
import io.vaultsnapshot.snapshot.custody.CustodyAudit;
import io.vaultsnapshot.snapshot.custody.KmsPublicKeys;
import io.vaultsnapshot.snapshot.custody.KmsRecordSigner;
import io.vaultsnapshot.snapshot.custody.PublicKeySignatureCheck;
import io.vaultsnapshot.snapshot.custody.RecordChain;
import io.vaultsnapshot.snapshot.seal.KmsClients;
import io.vaultsnapshot.snapshot.store.S3DocumentStore;
import io.vaultsnapshot.snapshot.store.S3VersionListing;
import io.vaultsnapshot.testing.ArchiveReports;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Records signed by KMS in a bucket with versions, and what the audit finds after changes. */
@ExtendWith(SuiteExtension.class)
class CustodyScenario {
    private static final String BUCKET = "custody";

    @Test
    void audit_ofAChangedBucket_findsEveryChange(AwsServer aws) throws Exception {
        KmsClient kms = aws.client(KmsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()));
        S3Client s3 = aws.client(
                S3Client.builder().forcePathStyle(true).httpClientBuilder(UrlConnectionHttpClient.builder()));
        String key = kms.createKey(
                        request -> request.keySpec(KeySpec.ECC_NIST_P256).keyUsage(KeyUsageType.SIGN_VERIFY))
                .keyMetadata()
                .arn();
        KmsClients clients = new KmsClients(region -> kms);
        s3.createBucket(request ->
                request.bucket(BUCKET).createBucketConfiguration(where -> where.locationConstraint(AwsServer.REGION)));
        s3.putBucketVersioning(request -> request.bucket(BUCKET)
                .versioningConfiguration(versions -> versions.status(BucketVersioningStatus.ENABLED)));
        S3DocumentStore documents = new S3DocumentStore(s3, BUCKET);
        List<String> complaints = new ArrayList<>();
        RecordChain chain = new RecordChain(
                documents, new KmsRecordSigner(clients, KmsKeyArn.parse(key).orElseThrow(), complaints::add));
        for (int day = 1; day <= 3; day++) {
            chain.append(key(day), record(s3, day));
        }
        assertEquals(List.of(), complaints);
        CustodyAudit audit = new CustodyAudit(
                documents, new S3VersionListing(s3, BUCKET), new PublicKeySignatureCheck(new KmsPublicKeys(clients)));

        AuditReport whole = audit.audit("demo", Instant.now());
        assertEquals(List.of(), whole.findings());
        assertEquals(3, whole.chained());
        assertEquals(Set.of(key), whole.signedBy());

        s3.deleteObject(request -> request.bucket(BUCKET).key(key(1).format()));
        record(s3, 2);
        Map<String, Object> forged = new LinkedHashMap<>(
                documents.read(key(3).recordKey()).orElseThrow().fields());
        forged.put("sha256", "00");
        documents.overwrite(key(3).recordKey(), forged);

        assertEquals(
                List.of(
                        AuditCode.SNAPSHOT_REMOVED,
                        AuditCode.SNAPSHOT_OVERWRITTEN,
                        AuditCode.RECORD_CHANGED,
                        AuditCode.SIGNATURE_WRONG),
                audit.audit("demo", Instant.now().plus(Duration.ofHours(2))).findings().stream()
                        .map(AuditFinding::code)
                        .toList());
    }

    private static VerificationRecord record(S3Client s3, int day) {
        String version = s3.putObject(
                        request -> request.bucket(BUCKET).key(key(day).format()), RequestBody.fromString("day " + day))
                .versionId();
        return new VerificationRecord(
                new SnapshotVersion(key(day), version),
                key(day).takenAt(),
                Verdict.INTACT,
                ProofLevel.INTACT,
                ArchiveReports.of("0" + day, 5),
                null,
                List.of());
    }

    private static SnapshotKey key(int day) {
        return new SnapshotKey("demo", Instant.parse("2026-11-20T02:00:00Z").plusSeconds(86_400L * day));
    }
}
