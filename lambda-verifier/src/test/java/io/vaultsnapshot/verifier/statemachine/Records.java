package io.vaultsnapshot.verifier.statemachine;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
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
