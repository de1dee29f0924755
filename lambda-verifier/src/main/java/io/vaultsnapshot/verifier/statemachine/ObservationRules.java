package io.vaultsnapshot.verifier.statemachine;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.status.LevelProof;
import io.vaultsnapshot.contract.status.NewestSnapshot;
import io.vaultsnapshot.contract.status.Observations;
import io.vaultsnapshot.snapshot.freshness.RunHistory;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a cluster after one more snapshot was looked at. Each part grows in one direction (newer key, newer
 * proof, later look), so the order in which snapshots are looked at does not matter, nor how often.
 */
final class ObservationRules {
    private static final List<ProofLevel> SHOWN_BY_READING = List.of(ProofLevel.INTACT, ProofLevel.UNSEALABLE);

    private final RunHistory history;

    ObservationRules(RunHistory history) {
        this.history = history;
    }

    Observations with(Observations before, VerificationRecord record) {
        SnapshotKey key = record.key();
        Observations after = withNewest(before, record);
        after = after.withRuns(history.with(after.runs(), record));
        after = after.withLevels(levels(after.levels(), record));
        ProvenSnapshot proven = before.lastProven();
        if (record.verdict() != Verdict.INTACT
                || (proven != null && proven.takenAt().isAfter(key.takenAt()))) {
            return after;
        }
        SealInfo seal = record.seal();
        // A Shamir seal has no key to look up; that of a former seal is no longer what unsealing needs.
        Observations sealed = seal != null && seal.isShamir() ? after.withSeal(null) : after;
        boolean restored = proven != null && proven.key().equals(key) && proven.level() == ProofLevel.RESTORED;
        ProofLevel level = restored ? ProofLevel.RESTORED : record.level();
        return sealed.withLastProven(ProvenSnapshot.of(record, level));
    }

    private static Observations withNewest(Observations before, VerificationRecord record) {
        NewestSnapshot newest = before.newest();
        NewestSnapshot seen = NewestSnapshot.of(record);
        if (newest != null && !replaces(newest, seen)) {
            return before;
        }
        return before.withNewest(seen, seen.isUnread() ? unknownSince(before, record.verifiedAt()) : null);
    }

    /** A newer key replaces an older one; of one key the later look counts, unless it saw less. */
    private static boolean replaces(NewestSnapshot newest, NewestSnapshot seen) {
        int order = seen.key().compareTo(newest.key());
        if (order != 0) {
            return order > 0;
        }
        if (newest.isUnread() != seen.isUnread()) {
            return newest.isUnread();
        }
        return !seen.verifiedAt().isBefore(newest.verifiedAt());
    }

    private static Instant unknownSince(Observations before, Instant now) {
        Instant since = before.unknownSince();
        return since == null || since.isAfter(now) ? now : since;
    }

    private static Map<ProofLevel, LevelProof> levels(Map<ProofLevel, LevelProof> before, VerificationRecord record) {
        LevelProof proof = new LevelProof(record.key(), record.verifiedAt());
        Map<ProofLevel, LevelProof> after = new EnumMap<>(ProofLevel.class);
        after.putAll(before);
        after.merge(ProofLevel.PRESENT, proof, ObservationRules::newer);
        for (ProofLevel level : SHOWN_BY_READING) {
            if (record.verdict() == Verdict.INTACT && record.level().compareTo(level) >= 0) {
                after.merge(level, proof, ObservationRules::newer);
            }
        }
        return after;
    }

    /** Of two proofs by one snapshot the first is kept: that is when the level was reached. */
    private static LevelProof newer(LevelProof one, LevelProof other) {
        int order = one.takenAt().compareTo(other.takenAt());
        if (order == 0) {
            return one.provenAt().isAfter(other.provenAt()) ? other : one;
        }
        return order > 0 ? one : other;
    }
}
