package io.vaultsnapshot.verifier.statemachine;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.testing.ArchiveReports;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Verification records for tests: what looking at a snapshot of the cluster {@code demo} came to. */
public final class Records {
    private Records() {}

    /** Returns a proven snapshot, looked at a minute after it was taken. */
    public static VerificationRecord proven(String takenAt, FindingCode... warnings) {
        return record(Instant.parse(takenAt), minuteAfter(takenAt), Verdict.INTACT, ProofLevel.UNSEALABLE, warnings);
    }

    /** Returns a proven snapshot whose unsealing was not shown. */
    public static VerificationRecord intact(String takenAt) {
        return record(Instant.parse(takenAt), minuteAfter(takenAt), Verdict.INTACT, ProofLevel.INTACT);
    }

    /** Returns a corrupt snapshot. */
    public static VerificationRecord corrupt(String takenAt) {
        return record(
                Instant.parse(takenAt),
                minuteAfter(takenAt),
                Verdict.CORRUPT,
                ProofLevel.PRESENT,
                FindingCode.TRUNCATED);
    }

    /** Returns a snapshot that is no plausible successor. */
    public static VerificationRecord suspect(String takenAt) {
        return record(Instant.parse(takenAt), minuteAfter(takenAt), Verdict.SUSPECT, ProofLevel.UNSEALABLE);
    }

    /** Returns a snapshot that nobody could read. */
    public static VerificationRecord unread(String takenAt) {
        return record(
                Instant.parse(takenAt),
                minuteAfter(takenAt),
                Verdict.UNKNOWN,
                ProofLevel.NONE,
                FindingCode.STORE_UNAVAILABLE);
    }

    /** Returns any record. */
    public static VerificationRecord record(
            Instant takenAt, Instant verifiedAt, Verdict verdict, ProofLevel level, FindingCode... codes) {
        List<Finding> findings = Arrays.stream(codes)
                .map(code -> Finding.of(code, "found by the test"))
                .toList();
        return new VerificationRecord(
                new SnapshotVersion(new SnapshotKey("demo", takenAt), "v1"),
                verifiedAt,
                verdict,
                level,
                verdict == Verdict.UNKNOWN ? null : ArchiveReports.of("00", 1),
                null,
                findings);
    }

    private static Instant minuteAfter(String time) {
        return Instant.parse(time).plusSeconds(60);
    }
}
