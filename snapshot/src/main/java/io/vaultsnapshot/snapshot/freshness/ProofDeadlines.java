package io.vaultsnapshot.snapshot.freshness;

import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.RecoverySettings;
import io.vaultsnapshot.contract.status.LevelProof;
import io.vaultsnapshot.contract.status.Observations;
import io.vaultsnapshot.contract.status.SealCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * When the proof of each level expires. The time of a proof begins when its snapshot was taken. For a level that was never
 * reached, it begins when the cluster was first seen. After a pause it begins again for every level.
 */
public final class ProofDeadlines {
    /** How long a check of the seal's key counts. The key is checked daily, and one check may fail. */
    public static final Duration SEAL_CHECK_GOOD_FOR = Duration.ofDays(2);

    private final RecoverySettings recovery;

    /** Creates the deadlines of one cluster. */
    public ProofDeadlines(ClusterSettings cluster) {
        this.recovery = cluster.recovery();
    }

    /** Returns the times at which proofs expire, by the cause that an alert names after each. */
    public Map<Cause, Instant> of(Observations seen) {
        Map<Cause, Instant> deadlines = new EnumMap<>(Cause.class);
        deadlines.put(
                Cause.INTACT_PROOF_EXPIRED, newestTaken(seen, ProofLevel.INTACT).plus(recovery.rpo()));
        if (recovery.proofLevel() == ProofLevel.UNSEALABLE) {
            deadlines.put(
                    Cause.UNSEALABLE_PROOF_EXPIRED,
                    newestTaken(seen, ProofLevel.UNSEALABLE).plus(recovery.rpo()));
            SealCheck seal = seen.seal();
            if (seal != null) {
                deadlines.put(
                        Cause.SEAL_KEY_UNCHECKED,
                        notBeforePauseEnds(seal.checkedAt()).plus(SEAL_CHECK_GOOD_FOR));
            }
        }
        return deadlines;
    }

    private Instant newestTaken(Observations seen, ProofLevel level) {
        LevelProof proof = seen.levels().get(level);
        return notBeforePauseEnds(proof == null ? seen.watchedSince() : proof.takenAt());
    }

    private Instant notBeforePauseEnds(Instant time) {
        Instant end = recovery.pausedUntil();
        return end == null || time.isAfter(end) ? time : end;
    }
}
