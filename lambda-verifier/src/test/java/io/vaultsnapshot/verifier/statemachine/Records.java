package io.vaultsnapshot.verifier.statemachine;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.Acknowledgement;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.record.VerificationRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Verification records for tests. Each snapshot is verified a minute after it was taken.
 *
 * @param cluster whose snapshots they are about
 */
public record Records(String cluster) {
    /** Returns a proven snapshot. */
    public VerificationRecord proven(String takenAt, FindingCode... warnings) {
        return record(takenAt, Verdict.INTACT, ProofLevel.UNSEALABLE, warnings);
    }

    /** Returns a proven snapshot whose unsealing was not shown. */
    public VerificationRecord intact(String takenAt) {
        return record(takenAt, Verdict.INTACT, ProofLevel.INTACT);
    }

    /** Returns a corrupt snapshot. */
    public VerificationRecord corrupt(String takenAt) {
        return record(takenAt, Verdict.CORRUPT, ProofLevel.PRESENT, FindingCode.TRUNCATED);
    }

    /** Returns a snapshot that is no plausible successor. */
    public VerificationRecord suspect(String takenAt) {
        return record(takenAt, Verdict.SUSPECT, ProofLevel.UNSEALABLE, FindingCode.MASS_DELETION);
    }

    /** Returns a snapshot that could not be read. */
    public VerificationRecord unread(String takenAt) {
        return record(takenAt, Verdict.UNKNOWN, ProofLevel.NONE, FindingCode.STORE_UNAVAILABLE);
    }

    /** Returns a snapshot of a server that is newer than the verifier. */
    public VerificationRecord tooNew(String takenAt) {
        return record(takenAt, Verdict.UNKNOWN, ProofLevel.PRESENT, FindingCode.META_VERSION_UNKNOWN);
    }

    /** Returns another version of a snapshot, with other bytes. */
    public VerificationRecord overwritten(String takenAt, String versionId) {
        SnapshotVersion version = new SnapshotVersion(new SnapshotKey(cluster, Instant.parse(takenAt)), versionId);
        Finding finding = Finding.of(
                FindingCode.OVERWRITTEN,
                "version " + versionId
                        + " of 2026-11-24T09:00:00Z, 77 bytes, has other bytes than version v1, which came" + " first");
        return new VerificationRecord(
                version,
                Instant.parse(takenAt).plusSeconds(60),
                Verdict.SUSPECT,
                ProofLevel.UNSEALABLE,
                null,
                null,
                List.of(finding));
    }

    /** Returns the same after a person acknowledged it. */
    public VerificationRecord acknowledged(VerificationRecord other) {
        return other.acknowledged(
                new Acknowledgement(other.snapshot(), List.of(FindingCode.OVERWRITTEN), "seen", Instant.EPOCH, "kim"));
    }

    private VerificationRecord record(String takenAt, Verdict verdict, ProofLevel level, FindingCode... codes) {
        return record(Instant.parse(takenAt), Instant.parse(takenAt).plusSeconds(60), verdict, level, codes);
    }

    /** Returns any record. */
    public VerificationRecord record(
            Instant takenAt, Instant verifiedAt, Verdict verdict, ProofLevel level, FindingCode... codes) {
        List<Finding> findings = Arrays.stream(codes)
                .map(code -> Finding.of(code, "what was found, with the numbers"))
                .toList();
        SnapshotVersion version = new SnapshotVersion(new SnapshotKey(cluster, takenAt), "v1");
        return new VerificationRecord(version, verifiedAt, verdict, level, null, null, findings);
    }
}
