package io.vaultsnapshot.verifier.status;

import io.vaultsnapshot.contract.AlertSeverity;
import io.vaultsnapshot.contract.ClusterState;
import io.vaultsnapshot.contract.ProofLevel;
import io.vaultsnapshot.contract.SnapshotKey;
import io.vaultsnapshot.contract.Verdict;
import io.vaultsnapshot.contract.document.Alert;
import io.vaultsnapshot.contract.document.AlertKind;
import io.vaultsnapshot.contract.document.ClusterStatus;
import io.vaultsnapshot.contract.document.NewestSnapshot;
import io.vaultsnapshot.contract.document.ProvenSnapshot;
import io.vaultsnapshot.contract.document.Standing;
import io.vaultsnapshot.contract.document.VerificationRecord;
import io.vaultsnapshot.verifier.freshness.FreshnessPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a status follows from what was seen. Pure: the same status, observation and time always give the same answer, and
 * an observation that is delivered twice, late or out of order changes nothing that a newer one has settled.
 *
 * <p>The worst thing that holds decides the state: the newest snapshot is corrupt ({@code invalid}); a proven one is
 * overdue ({@code stale}, or {@code never} when none ever came); nobody knows about the newest ({@code unknown});
 * nothing came yet ({@code never}); else {@code healthy}. One alert per change to a bad state, one reminder per day while
 * it lasts, one on recovery.
 */
public final class StatusMachine {
    /** How often a bad state is brought to mind again. */
    public static final Duration REMINDER_PERIOD = Duration.ofDays(1);
    /** How far the clock of the job's node may run ahead before its snapshot does not count. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    private final FreshnessPolicy freshness;

    /** Creates the machine for a cluster. */
    public StatusMachine(FreshnessPolicy freshness) {
        this.freshness = freshness;
    }

    /** Returns whether a key names a time that has not come yet, the tolerance for clocks granted. */
    public static boolean isInFuture(SnapshotKey key, Instant now) {
        return key.takenAt().isAfter(now.plus(CLOCK_TOLERANCE));
    }

    /** Returns the status after a snapshot was looked at. */
    public ClusterStatus afterVerification(ClusterStatus before, VerificationRecord record, Instant now) {
        return SnapshotKey.parse(record.key())
                .filter(key -> !isInFuture(key, now))
                .map(key -> decide(before, withFacts(before, key, record), now))
                .orElse(before);
    }

    /** Returns the status after nothing but time has passed. */
    public ClusterStatus afterTime(ClusterStatus before, Instant now) {
        return decide(before, before, now);
    }

    /**
     * Returns from when on the sweep must look at the cluster again although its status did not change: a bad state and
     * an undelivered alert want every sweep, a good one the time its next snapshot is overdue.
     */
    public Instant lookAfter(ClusterStatus status) {
        boolean open = !status.undelivered().isEmpty() || status.lastAlertAt() != null;
        return open ? status.since() : freshness.overdueFrom(status).orElse(Instant.MAX);
    }

    private static ClusterStatus withFacts(ClusterStatus before, SnapshotKey key, VerificationRecord record) {
        ClusterStatus facts = before;
        ProvenSnapshot proven = before.lastProven();
        if (record.verdict() == Verdict.INTACT
                && (proven == null || !proven.takenAt().isAfter(key.takenAt()))) {
            facts = facts.withObserved(facts.observed()
                    .withLastProven(
                            new ProvenSnapshot(record.key(), key.takenAt(), record.verifiedAt(), record.level())));
        }
        NewestSnapshot newest = before.newest();
        if (newest == null || newest.key().compareTo(record.key()) <= 0) {
            facts = facts.withObserved(facts.observed().withNewest(NewestSnapshot.of(record), null));
        }
        return facts;
    }

    private ClusterStatus decide(ClusterStatus before, ClusterStatus facts, Instant now) {
        Optional<Instant> missedDue = freshness.missedDue(facts, now);
        ClusterState state = stateOf(facts, missedDue.isPresent());
        boolean bad = state != ClusterState.HEALTHY && (state != ClusterState.NEVER || missedDue.isPresent());
        Instant since = state == before.state() ? before.since() : now;
        Optional<AlertKind> kind = alertKind(before, state, bad, now);
        List<Alert> undelivered = new ArrayList<>(facts.undelivered());
        kind.map(each -> alert(each, before, facts, state, since, missedDue, now))
                .ifPresent(undelivered::add);
        Instant lastAlertAt = bad ? kind.map(told -> now).orElse(before.lastAlertAt()) : null;
        return new ClusterStatus(
                facts.cluster(),
                new Standing(
                        state,
                        ProofLevel.NONE,
                        bad ? AlertSeverity.WARNING : AlertSeverity.INFO,
                        since,
                        lastAlertAt,
                        null),
                facts.observed(),
                facts.noticed(),
                undelivered);
    }

    private static ClusterState stateOf(ClusterStatus facts, boolean overdue) {
        NewestSnapshot newest = facts.newest();
        if (newest != null && newest.verdict() == Verdict.CORRUPT) {
            return ClusterState.INVALID;
        }
        if (newest == null) {
            return ClusterState.NEVER;
        }
        if (overdue) {
            return ClusterState.STALE;
        }
        return newest.verdict() == Verdict.UNKNOWN ? ClusterState.UNKNOWN : ClusterState.HEALTHY;
    }

    private static Optional<AlertKind> alertKind(ClusterStatus before, ClusterState state, boolean bad, Instant now) {
        Instant lastAlertAt = before.lastAlertAt();
        if (!bad) {
            return lastAlertAt == null ? Optional.empty() : Optional.of(AlertKind.RECOVERY);
        }
        if (lastAlertAt == null || state != before.state()) {
            return Optional.of(AlertKind.PROBLEM);
        }
        boolean dayPassed = !now.isBefore(lastAlertAt.plus(REMINDER_PERIOD));
        return dayPassed ? Optional.of(AlertKind.REMINDER) : Optional.empty();
    }

    private static Alert alert(
            AlertKind kind,
            ClusterStatus before,
            ClusterStatus facts,
            ClusterState state,
            Instant since,
            Optional<Instant> missedDue,
            Instant now) {
        boolean recovery = kind == AlertKind.RECOVERY;
        ClusterState about = recovery ? before.state() : state;
        boolean aboutItsBytes = state == ClusterState.INVALID || state == ClusterState.UNKNOWN;
        NewestSnapshot newest = facts.newest();
        return new Alert(
                String.join("/", facts.cluster(), about.word(), kind.word(), now.toString()),
                facts.cluster(),
                kind,
                about,
                recovery ? AlertSeverity.INFO : AlertSeverity.WARNING,
                ProofLevel.NONE,
                recovery ? before.since() : since,
                now,
                facts.lastProven(),
                missedDue.orElse(null),
                newest != null && (aboutItsBytes || recovery) ? newest.key() : null,
                newest != null && aboutItsBytes ? newest.findings() : List.of());
    }
}
