package io.vaultsnapshot.snapshot.freshness;

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
 * When each level's proof runs out. A level counts from when the newest snapshot with that level was taken; one that was
 * never reached counts from when the cluster was first seen. A pause gives every level its full time anew.
 */
public final class ProofDeadlines {
    /** How long a look at the seal's key is good for: it is looked at daily, and one look may fail. */
    public static final Duration SEAL_CHECK_GOOD_FOR = Duration.ofDays(2);

    private final RecoverySettings recovery;

    /** Creates the deadlines of one cluster. */
    public ProofDeadlines(ClusterSettings cluster) {
        this.recovery = cluster.recovery();
    }

    /** Returns the time from which on each expected level counts as not proven; lowest level first. */
    public Map<ProofLevel, Instant> of(Observations observed) {
        Map<ProofLevel, Instant> deadlines = new EnumMap<>(ProofLevel.class);
        deadlines.put(
                ProofLevel.INTACT, newestTaken(observed, ProofLevel.INTACT).plus(recovery.rpo()));
        if (recovery.proofLevel() == ProofLevel.UNSEALABLE) {
            deadlines.put(ProofLevel.UNSEALABLE, unsealable(observed));
        }
        return deadlines;
    }

    private Instant unsealable(Observations observed) {
        Instant byAge = newestTaken(observed, ProofLevel.UNSEALABLE).plus(recovery.rpo());
        SealCheck seal = observed.seal();
        if (seal == null) {
            return byAge;
        }
        Instant byLook = notBeforePauseEnds(seal.checkedAt()).plus(SEAL_CHECK_GOOD_FOR);
        return byLook.isBefore(byAge) ? byLook : byAge;
    }

    private Instant newestTaken(Observations observed, ProofLevel level) {
        LevelProof proof = observed.levels().get(level);
        return notBeforePauseEnds(proof == null ? observed.watchedSince() : proof.takenAt());
    }

    private Instant notBeforePauseEnds(Instant time) {
        Instant end = recovery.pausedUntil();
        return end == null || time.isAfter(end) ? time : end;
    }
}
