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
 * When each level's proof runs out. A proof counts from when its snapshot was taken; a level that was never reached counts
 * from when the cluster was first seen. A pause gives every level its full time anew.
 */
public final class ProofDeadlines {
    /** How long a look at the seal's key is good for: it is looked at daily, and one look may fail. */
    public static final Duration SEAL_CHECK_GOOD_FOR = Duration.ofDays(2);

    private final RecoverySettings recovery;

    /** Creates the deadlines of one cluster. */
    public ProofDeadlines(ClusterSettings cluster) {
        this.recovery = cluster.recovery();
    }

    /** Returns the times at which proofs run out, by what is wrong after each. */
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
