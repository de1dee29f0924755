package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.NewestSnapshot;
import io.vaultsnapshot.contract.status.SealCheck;
import io.vaultsnapshot.snapshot.store.SnapshotStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.verifier.records.SealRecheck;
import io.vaultsnapshot.verifier.records.VerificationRecords;
import io.vaultsnapshot.verifier.statemachine.StatusMachine;
import io.vaultsnapshot.verifier.statuses.StatusRepository;
import io.vaultsnapshot.verifier.statuses.StoredStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The sweep's look at one cluster: whether a newer snapshot is there, and if not, what the time that passed means. */
final class ClusterCheck {
    private final SnapshotStore snapshots;
    private final VerificationRecords records;
    private final StatusRepository statuses;
    private final SealRecheck recheck;
    private final Clock clock;

    ClusterCheck(SnapshotStore snapshots, VerificationRecords records, StatusRepository statuses, Clock clock) {
        this.snapshots = snapshots;
        this.records = records;
        this.statuses = statuses;
        this.recheck = new SealRecheck(records, clock);
        this.clock = clock;
    }

    /**
     * Looks at the cluster. A newer snapshot is only reported: verifying it takes time, and alerts about other clusters must
     * not wait for it. Time is judged after that.
     */
    SweptCluster at(ClusterSettings cluster) throws StoreUnavailableException {
        StatusMachine machine = new StatusMachine(cluster);
        StoredStatus before = statuses.read(cluster.name());
        if (looksLate(machine, before)) {
            Optional<SnapshotKey> unverified = unverified(cluster, before.status());
            if (unverified.isPresent()) {
                return SweptCluster.withUnverified(cluster, unverified.get());
            }
        }
        return SweptCluster.settled(cluster, statuses.store(before, step(cluster, machine, before.status())));
    }

    /** A cluster without a stored status may have snapshots that are older than the verifier. */
    private boolean looksLate(StatusMachine machine, StoredStatus before) {
        ClusterState state = machine.afterTime(before.status(), clock.instant()).state();
        return !before.isStored() || state.isBad() || state == ClusterState.PENDING;
    }

    private UnaryOperator<ClusterStatus> step(ClusterSettings cluster, StatusMachine machine, ClusterStatus before)
            throws StoreUnavailableException {
        // An acknowledgement whose event was lost is found here.
        Optional<VerificationRecord> acknowledged = records.acknowledged(before);
        Optional<SealCheck> seal = recheck.isDue(before) ? recheck.look(cluster, before) : Optional.empty();
        Instant now = clock.instant();
        return status -> {
            ClusterStatus after = acknowledged
                    .map(record -> machine.afterVerification(status, record, now))
                    .orElse(status);
            return seal.map(check -> machine.afterSealCheck(after, check, now))
                    .orElseGet(() -> machine.afterTime(after, now));
        };
    }

    /** Returns the newest snapshot that was not verified yet, or the newest one if it could not be read. */
    private Optional<SnapshotKey> unverified(ClusterSettings cluster, ClusterStatus status)
            throws StoreUnavailableException {
        NewestSnapshot newest = status.observations().newest();
        String after = newest == null ? null : newest.key().format();
        Optional<SnapshotKey> newer = snapshots.list(SnapshotKey.prefix(cluster.name()), after).stream()
                .flatMap(object -> SnapshotKey.parse(object.key()).stream())
                .filter(key -> !key.isInFuture(clock.instant()))
                .max(SnapshotKey::compareTo);
        return newer.or(
                () -> newest != null && newest.isUnread() ? Optional.of(newest.key()) : Optional.<SnapshotKey>empty());
    }
}
