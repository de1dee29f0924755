package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.NewestSnapshot;
import io.vaultsnapshot.contract.status.SealCheck;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.SnapshotStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.verifier.records.SealRecheck;
import io.vaultsnapshot.verifier.records.VerificationRecords;
import io.vaultsnapshot.verifier.statemachine.StatusMachine;
import io.vaultsnapshot.verifier.statuses.StatusRepository;
import io.vaultsnapshot.verifier.statuses.StoredStatus;
import java.time.Clock;
import java.util.Optional;

/** The sweep's look at one cluster: whether there is news in its folder, and if not, what the time that passed means. */
final class ClusterCheck {
    private final SnapshotStore snapshots;
    private final DocumentStore documents;
    private final VerificationRecords records;
    private final StatusRepository statuses;
    private final SealRecheck recheck;
    private final Clock clock;

    ClusterCheck(
            SnapshotStore snapshots,
            DocumentStore documents,
            VerificationRecords records,
            StatusRepository statuses,
            Clock clock) {
        this.snapshots = snapshots;
        this.documents = documents;
        this.records = records;
        this.statuses = statuses;
        this.recheck = new SealRecheck(records, clock);
        this.clock = clock;
    }

    /**
     * Looks at the cluster. News is only reported, for verifying it takes time and memory that must be rationed; what it
     * comes to is then judged together with the time that has passed.
     */
    SweptCluster at(ClusterSettings cluster) throws StoreUnavailableException {
        StatusMachine machine = new StatusMachine(cluster);
        StoredStatus before = StoredStatus.read(documents, cluster.name(), clock.instant());
        boolean looksLate = !before.isStored() || !clock.instant().isBefore(machine.lookAfter(before.status()));
        Optional<SnapshotKey> news = looksLate ? news(cluster, before.status()) : Optional.empty();
        if (news.isPresent()) {
            return SweptCluster.withNews(cluster, news.get());
        }
        // An acknowledgement whose event was lost is found here.
        Optional<VerificationRecord> acknowledged = records.acknowledged(before.status());
        Optional<SealCheck> seal =
                recheck.isDue(before.status()) ? recheck.look(cluster, before.status()) : Optional.empty();
        return SweptCluster.settled(cluster, statuses.store(before, status -> {
            ClusterStatus heard = acknowledged
                    .map(record -> machine.afterVerification(status, record, clock.instant()))
                    .orElse(status);
            return seal.map(check -> machine.afterSealCheck(heard, check, clock.instant()))
                    .orElseGet(() -> machine.afterTime(heard, clock.instant()));
        }));
    }

    /** Returns the newest snapshot that nobody has looked at, or the one that nobody could. */
    private Optional<SnapshotKey> news(ClusterSettings cluster, ClusterStatus status) throws StoreUnavailableException {
        NewestSnapshot newest = status.newest();
        Optional<SnapshotKey> unseen =
                snapshots.list(SnapshotKey.prefix(cluster.name()), newest == null ? null : newest.key()).stream()
                        .flatMap(object -> SnapshotKey.parse(object.key()).stream())
                        .filter(key -> !key.isInFuture(clock.instant()))
                        .max(SnapshotKey::compareTo);
        if (unseen.isEmpty()
                && newest != null
                && newest.findings().stream().anyMatch(finding -> finding.code().meansUnread())) {
            return SnapshotKey.parse(newest.key());
        }
        return unseen;
    }
}
