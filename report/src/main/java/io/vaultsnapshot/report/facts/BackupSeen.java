package io.vaultsnapshot.report.facts;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.VerificationRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One backup of a period.
 *
 * @param key its key
 * @param bytes its size as the bucket or its record has it; null when neither knows
 * @param stored whether the bucket shows it now; a backup that the retention removed has only its record
 * @param record what the verifier found; null when it was not verified, or its record cannot be read
 * @param restored whether a restore drill restored it
 */
public record BackupSeen(
        SnapshotKey key,
        @Nullable Long bytes,
        boolean stored,
        @Nullable VerificationRecord record,
        boolean restored) {
    /** Returns when it was taken. */
    public Instant takenAt() {
        return key.takenAt();
    }

    /** Returns whether its bytes were read to the end. */
    public boolean wasVerified() {
        return record != null && record.wasRead();
    }

    /** Returns whether it was read to the end and nothing is wrong with it. */
    public boolean isProven() {
        return record != null && record.wasRead() && record.verdict() == Verdict.INTACT;
    }

    /** Returns what a day on which only this backup was taken looks like. */
    public DayMark mark() {
        if (record == null) {
            return DayMark.PRESENT;
        }
        return switch (record.verdict()) {
            case CORRUPT, SUSPECT -> DayMark.BAD;
            case UNKNOWN -> DayMark.UNKNOWN;
            case INTACT -> restored ? DayMark.RESTORED : DayMark.of(record.level());
        };
    }

    /** Returns the level of proof that was reached. */
    public ProofLevel level() {
        if (record == null) {
            return ProofLevel.PRESENT;
        }
        return restored && isProven() ? ProofLevel.RESTORED : record.level();
    }
}
