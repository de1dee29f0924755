package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.snapshot.custody.RecordChain;
import io.vaultsnapshot.snapshot.custody.RecordSigner;
import io.vaultsnapshot.snapshot.store.S3Clients;
import io.vaultsnapshot.snapshot.store.S3DocumentStore;
import io.vaultsnapshot.testing.ArchiveReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;

/** Snapshots in a bucket together with the records that the verifier writes about them. */
final class RecordedSnapshots {
    static final Path SNAPSHOT = Path.of("../fixtures/openbao-2.6.2-shamir.snap");

    private final FakeS3 bucket;

    RecordedSnapshots(FakeS3 bucket) {
        this.bucket = bucket;
    }

    /** Stores a snapshot and its record, in which the given things were found; returns its key. */
    SnapshotKey add(String takenAt, FindingCode... codes) throws IOException {
        SnapshotKey key = new SnapshotKey("demo", Instant.parse(takenAt));
        byte[] bytes = Files.readAllBytes(SNAPSHOT);
        bucket.put(key.format(), bytes);
        List<Finding> findings = Arrays.stream(codes)
                .map(code -> Finding.of(code, "found by the test"))
                .toList();
        VerificationRecord record = new VerificationRecord(
                new SnapshotVersion(key, FakeS3.version(key.format())),
                key.takenAt().plusSeconds(30),
                Verdict.of(Arrays.asList(codes)),
                ProofLevel.UNSEALABLE,
                ArchiveReports.of("a".repeat(64), bytes.length),
                null,
                findings);
        try (S3Client s3 = S3Clients.create()) {
            new RecordChain(new S3DocumentStore(s3, FakeS3.BUCKET), RecordSigner.NONE).append(key, record);
        }
        return key;
    }
}
