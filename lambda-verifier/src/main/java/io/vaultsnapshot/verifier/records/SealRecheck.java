package io.vaultsnapshot.verifier.records;

import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.NewestSnapshot;
import io.vaultsnapshot.contract.status.SealCheck;
import io.vaultsnapshot.snapshot.seal.SealKeyState;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The daily look at the key that unseals a cluster's newest snapshot: keys die later than snapshots are taken. */
public final class SealRecheck {
    /** How long an answer holds. */
    private static final Duration PERIOD = Duration.ofDays(1);

    private final VerificationRecords records;
    private final Clock clock;

    /** Creates the daily look over the records that name the keys. */
    public SealRecheck(VerificationRecords records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /** Returns from when on the key must be looked at again; never when the newest snapshot is known to need none. */
    private static Instant dueFrom(ClusterStatus status) {
        SealCheck last = status.observations().seal();
        if (last != null) {
            return last.checkedAt().plus(PERIOD);
        }
        NewestSnapshot newest = status.observations().newest();
        boolean unanswered = newest != null
                && newest.findings().stream().anyMatch(finding -> finding.code() == FindingCode.KMS_KEY_UNCHECKED);
        return unanswered ? status.situation().since() : Instant.MAX;
    }

    /** Returns whether the key must be looked at again. */
    public boolean isDue(ClusterStatus status) {
        return !clock.instant().isBefore(dueFrom(status));
    }

    /** Looks at the key again and returns what was seen, or empty when KMS did not answer or no key is needed. */
    public Optional<SealCheck> look(ClusterSettings cluster, ClusterStatus status) throws StoreUnavailableException {
        NewestSnapshot newest = status.observations().newest();
        Optional<VerificationRecord> record = newest == null ? Optional.empty() : records.record(newest.key());
        SealInfo seal = record.map(VerificationRecord::seal).orElse(null);
        return seal == null || !seal.needsKmsKey()
                ? Optional.empty()
                : check(seal, records.sealKeyState(cluster, seal), clock.instant());
    }

    /** Returns what the look at a snapshot that was just read showed of its key; empty as above. */
    public static Optional<SealCheck> of(VerificationRecord record) {
        SealInfo seal = record.seal();
        List<Finding> ofKeys = record.findings().stream()
                .filter(finding -> finding.code().meansKeyUnusable() || finding.code() == FindingCode.KMS_KEY_UNCHECKED)
                .toList();
        boolean usable = record.level() == ProofLevel.UNSEALABLE;
        // The key of a snapshot whose bytes are wrong was not looked at.
        boolean looked = usable || !ofKeys.isEmpty();
        return seal == null || !looked || !seal.needsKmsKey()
                ? Optional.empty()
                : check(seal, new SealKeyState(usable, ofKeys), record.verifiedAt());
    }

    /**
     * No answer says nothing about the key; the last answer stands until it is too old. With one usable key nothing is
     * wrong with the cluster, whatever is wrong with another.
     */
    private static Optional<SealCheck> check(SealInfo seal, SealKeyState state, Instant at) {
        return seal.keys().isEmpty() || (!state.usable() && !state.isUnusable())
                ? Optional.empty()
                : Optional.of(new SealCheck(seal.keys().get(0), at, state.usable() ? List.of() : state.findings()));
    }
}
