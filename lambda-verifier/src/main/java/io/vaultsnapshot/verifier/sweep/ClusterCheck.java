package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.replica.ReplicaWatch;
import io.vaultsnapshot.contract.run.JobRun;
import io.vaultsnapshot.contract.schedule.TurnOfTheDay;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.DrillWatch;
import io.vaultsnapshot.contract.status.NewestSnapshot;
import io.vaultsnapshot.contract.status.SealCheck;
import io.vaultsnapshot.snapshot.store.SnapshotStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.verifier.records.SealRecheck;
import io.vaultsnapshot.verifier.records.VerificationRecords;
import io.vaultsnapshot.verifier.replica.ReplicaCheck;
import io.vaultsnapshot.verifier.runs.JobRunDocuments;
import io.vaultsnapshot.verifier.statemachine.StatusMachine;
import io.vaultsnapshot.verifier.statuses.StatusRepository;
import io.vaultsnapshot.verifier.statuses.StoredStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The sweep's look at one cluster: whether a newer snapshot is there, and if not, what the time that passed means. */
final class ClusterCheck {
    /** A verification that took all the time of a run is repeated less often: it costs most of all. */
    static final Duration TIMED_OUT_PAUSE = Duration.ofHours(1);

    private final SnapshotStore snapshots;
    private final VerificationRecords records;
    private final StatusRepository statuses;
    private final SealRecheck recheck;
    private final FleetDeadlines deadlines;
    private final JobRunDocuments runs;
    private final ReplicaCheck replica;
    private final Clock clock;

    ClusterCheck(
            SnapshotStore snapshots,
            VerificationRecords records,
            StatusRepository statuses,
            FleetDeadlines deadlines,
            JobRunDocuments runs,
            ReplicaCheck replica,
            Clock clock) {
        this.snapshots = snapshots;
        this.records = records;
        this.statuses = statuses;
        this.recheck = new SealRecheck(records, clock);
        this.deadlines = deadlines;
        this.runs = runs;
        this.replica = replica;
        this.clock = clock;
    }

    /**
     * Looks at the cluster. A newer snapshot is only noted: it is present, and its verification is awaited. That is not told
     * for a while, and no longer once the verification has said more.
     */
    SweptCluster at(ClusterSettings cluster) throws StoreUnavailableException {
        StatusMachine machine = new StatusMachine(cluster);
        StoredStatus before = statuses.read(cluster.name());
        ClusterState state = machine.afterTime(before.status(), clock.instant()).state();
        SnapshotKey unverified =
                looksLate(before, state) ? unverified(cluster, before.status()).orElse(null) : null;
        UnaryOperator<ClusterStatus> step = step(cluster, machine, before.status());
        // Looked for before the alert is decided, so that the alert says why.
        JobRun run = state == ClusterState.STALE && unverified == null ? untold(before.status()) : null;
        StoredStatus after =
                statuses.store(before, status -> step.apply(told(machine, noted(machine, status, unverified), run)));
        List<RecordKey> found = new ArrayList<>();
        if (unverified != null) {
            found.add(unverified);
        }
        unjudged(machine, after.status()).ifPresent(found::add);
        return SweptCluster.settled(cluster, deadlines.entry(cluster, after.status()), after, found);
    }

    private ClusterStatus noted(StatusMachine machine, ClusterStatus status, @Nullable SnapshotKey unverified) {
        NewestSnapshot newest = status.observations().newest();
        if (unverified == null || (newest != null && newest.key().compareTo(unverified) >= 0)) {
            return status;
        }
        Finding awaited = Finding.of(FindingCode.VERIFICATION_AWAITED, "found by the sweep at " + clock.instant());
        VerificationRecord record =
                VerificationRecord.unread(new SnapshotVersion(unverified, null), clock.instant(), awaited);
        return machine.afterVerification(status, record, clock.instant());
    }

    /** Returns the newest run whose event was lost, if there is one. The alert must come, with a reason or without. */
    private @Nullable JobRun untold(ClusterStatus status) {
        try {
            return runs.newer(status).orElse(null);
        } catch (StoreUnavailableException unavailable) {
            return null;
        }
    }

    private ClusterStatus told(StatusMachine machine, ClusterStatus status, @Nullable JobRun run) {
        return run == null ? status : machine.afterJobRun(status, run, clock.instant());
    }

    /** A cluster without a stored status may have snapshots that are older than the verifier. */
    private static boolean looksLate(StoredStatus before, ClusterState state) {
        return !before.isStored() || state.isBad() || state == ClusterState.PENDING;
    }

    private UnaryOperator<ClusterStatus> step(ClusterSettings cluster, StatusMachine machine, ClusterStatus before)
            throws StoreUnavailableException {
        // An acknowledgement whose event was lost is found here.
        Optional<VerificationRecord> acknowledged = records.acknowledged(before);
        List<VerificationRecord> others = records.acknowledgedOverwrites(before);
        Optional<SealCheck> seal = recheck.isDue(before) ? recheck.look(cluster, before) : Optional.empty();
        Instant now = clock.instant();
        ReplicaWatch copies =
                replica.at(before.observations(), TurnOfTheDay.of(cluster.name()) == TurnOfTheDay.at(now), now);
        return status -> {
            ClusterStatus after = acknowledged
                    .map(record -> machine.afterVerification(status, record, now))
                    .orElse(status);
            ClusterStatus settled = after;
            for (VerificationRecord other : others) {
                settled = machine.afterOtherVersion(settled, other, now);
            }
            ClusterStatus last = machine.afterReplicaLook(settled, copies, now);
            return seal.map(check -> machine.afterSealCheck(last, check, now))
                    .orElseGet(() -> machine.afterTime(last, now));
        };
    }

    /** Returns the newest snapshot that was not verified yet, or the newest one if it is time to try that one again. */
    private Optional<SnapshotKey> unverified(ClusterSettings cluster, ClusterStatus status)
            throws StoreUnavailableException {
        NewestSnapshot newest = status.observations().newest();
        String after = newest == null ? null : newest.key().format();
        Optional<SnapshotKey> newer = snapshots.list(SnapshotKey.prefix(cluster.name()), after).stream()
                .flatMap(object -> SnapshotKey.parse(object.key()).stream())
                .filter(key -> !key.isInFuture(clock.instant()))
                .max(SnapshotKey::compareTo);
        return newer.or(
                () -> newest != null && isDueAgain(newest) ? Optional.of(newest.key()) : Optional.<SnapshotKey>empty());
    }

    /** Returns the newest proof of a drill that is due and was not judged yet: its event was lost. */
    private Optional<DrillKey> unjudged(StatusMachine machine, ClusterStatus status) throws StoreUnavailableException {
        DrillWatch watch = status.observations().drills();
        if (watch == null || machine.drillDue(status, clock.instant()).isEmpty()) {
            return Optional.empty();
        }
        DrillKey after = new DrillKey(status.cluster(), watch.lastBegan());
        return snapshots.list(DrillKey.prefix(status.cluster()), after.format()).stream()
                .flatMap(object -> DrillKey.parse(object.key()).stream())
                .filter(key -> !key.isInFuture(clock.instant()))
                .max(DrillKey::compareTo);
    }

    private boolean isDueAgain(NewestSnapshot newest) {
        Duration pause = newest.isTimedOut() ? TIMED_OUT_PAUSE : Duration.ZERO;
        return newest.isUnread()
                && !clock.instant().isBefore(newest.verifiedAt().plus(pause));
    }
}
