package io.vaultsnapshot.verifier;

import io.vaultsnapshot.contract.document.ClusterStatus;
import io.vaultsnapshot.contract.document.NewestSnapshot;
import io.vaultsnapshot.contract.document.SealCheck;
import io.vaultsnapshot.contract.document.SealInfo;
import io.vaultsnapshot.contract.document.VerificationRecord;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.verifier.seal.SealWatch;
import io.vaultsnapshot.verifier.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The daily look at the key that unseals a cluster's newest snapshot: keys die later than snapshots are taken. */
final class SealRecheck {
    /** How long an answer holds. */
    static final Duration PERIOD = Duration.ofDays(1);

    private final RecordBook records;
    private final SealWatch seals;
    private final Clock clock;

    SealRecheck(RecordBook records, SealWatch seals, Clock clock) {
        this.records = records;
        this.seals = seals;
        this.clock = clock;
    }

    /** Returns whether the last look is too old, or about nothing that is known to need none. */
    boolean isDue(ClusterStatus status) {
        SealCheck last = status.observed().seal();
        return status.newest() != null
                && (last == null || !clock.instant().isBefore(last.checkedAt().plus(PERIOD)));
    }

    /** Looks at the key and returns what was seen, or empty when the newest snapshot needs no key outside. */
    Optional<SealCheck> look(ClusterSettings cluster, ClusterStatus status) throws StoreUnavailableException {
        NewestSnapshot newest = status.newest();
        Optional<VerificationRecord> record = newest == null ? Optional.empty() : records.record(newest.key());
        SealInfo seal = record.map(VerificationRecord::seal).orElse(null);
        if (seal == null || !seal.type().equals(SealInfo.AWSKMS)) {
            return Optional.empty();
        }
        String key = seal.keys().isEmpty() ? "" : seal.keys().get(0);
        return Optional.of(new SealCheck(key, clock.instant(), seals.problems(cluster, seal)));
    }
}
