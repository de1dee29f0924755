package io.vaultsnapshot.verifier.statemachine;

import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.alert.AlertSeverity;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.status.Assessment;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.NewestSnapshot;
import io.vaultsnapshot.contract.status.Observations;
import io.vaultsnapshot.contract.status.SealCheck;
import io.vaultsnapshot.snapshot.freshness.FreshnessPolicy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a status follows from what was seen. Pure and total: the same status, observation and time always give the same
 * answer, every status has one, and an observation that comes twice, late or out of order changes nothing that a newer
 * one has settled. {@code docs/state-machine.md} has it as a table.
 */
public final class StatusMachine {
    /** How often a bad state is brought to mind again. */
    public static final Duration REMINDER_PERIOD = Duration.ofDays(1);

    private final HealthRules conditions;
    private final ObservationRules evidence;

    /** Creates the machine for a cluster. */
    public StatusMachine(ClusterSettings cluster) {
        this.conditions = new HealthRules(cluster);
        this.evidence = new ObservationRules(new FreshnessPolicy(cluster).history());
    }

    /** Returns the status after a snapshot was looked at. One from the future counts for nothing but a notice. */
    public ClusterStatus afterVerification(ClusterStatus before, VerificationRecord record, Instant now) {
        return record.key().isInFuture(now)
                ? decide(before, before.observed(), Notices.fromTheFuture(before, NewestSnapshot.of(record), now), now)
                : decide(before, evidence.with(before.observed(), record.key(), record), null, now);
    }

    /** Returns the status after the seal's key was looked at and somebody answered; an older look changes nothing. */
    public ClusterStatus afterSealCheck(ClusterStatus before, SealCheck check, Instant now) {
        SealCheck known = before.observed().seal();
        boolean older = known != null && known.checkedAt().isAfter(check.checkedAt());
        return decide(before, older ? before.observed() : before.observed().withSeal(check), null, now);
    }

    /** Returns the status after nothing but time has passed. */
    public ClusterStatus afterTime(ClusterStatus before, Instant now) {
        return decide(before, before.observed(), null, now);
    }

    /**
     * Returns from when on the sweep must look at the cluster again although its status did not change: a bad state, an
     * undelivered alert and an unread snapshot want every sweep, others the next time at which their state may change.
     */
    public Instant lookAfter(ClusterStatus status) {
        NewestSnapshot newest = status.newest();
        boolean open = !status.undelivered().isEmpty()
                || status.lastAlertAt() != null
                || (newest != null && newest.isUnread());
        Instant decided = status.since();
        return open
                ? decided
                : conditions
                        .turningPoints(status.observed())
                        .filter(time -> isAhead(status, time))
                        .min(Instant::compareTo)
                        .orElse(Instant.MAX);
    }

    /** A turning point that led to the present state has done its work. */
    private boolean isAhead(ClusterStatus status, Instant time) {
        Instant pausedUntil = status.standing().pausedUntil();
        Instant then = time.plusNanos(1);
        boolean paused = conditions.pauseInEffect(pausedUntil, then) != null;
        Situation holds = conditions.worst(status.observed(), paused, then);
        return holds.isBad() || holds.state() != status.state() || time.equals(pausedUntil);
    }

    private ClusterStatus decide(
            ClusterStatus before, Observations observed, Notices.@Nullable Notice notice, Instant now) {
        StatusTransition step = new StatusTransition(before, observed, now);
        Assessment was = before.standing();
        Instant pause = conditions.pauseInEffect(was.pausedUntil(), now);
        Situation holds = holds(was, observed, pause != null, now);
        boolean changed = holds.state() != was.state() || holds.level() != was.level();
        Instant since = holds.state() == was.state() ? was.since() : now;
        boolean pauseBegins = tellPause(step, was.pausedUntil(), holds, pause);
        Instant told = was.lastAlertAt();
        if (holds.isBad()) {
            if (told == null || changed || holds.severity().compareTo(was.severity()) > 0) {
                step.alert(AlertKind.PROBLEM, holds, since);
                told = now;
            } else if (isReminderDue(told, now)) {
                step.alert(AlertKind.REMINDER, holds, since);
                told = now;
            }
        } else {
            if (told != null && !pauseBegins) {
                Situation ended = new Situation(was.state(), was.level(), AlertSeverity.INFO, null);
                step.alert(AlertKind.RECOVERY, ended, was.since());
            } else if (changed && !was.isFirst()) {
                step.alert(AlertKind.CHANGE, holds, since);
            }
            told = null;
        }
        step.notice(holds.state(), notice);
        NewestSnapshot newest = observed.newest();
        if (newest != null) {
            step.notice(holds.state(), Notices.warnings(before, newest));
        }
        return step.status(holds, since, told, pause);
    }

    /**
     * Returns what holds. While subscribers know of something bad, a snapshot that nobody could read yet does not end it,
     * and as long as the state stays the same its severity does not fall.
     */
    private Situation holds(Assessment was, Observations observed, boolean paused, Instant now) {
        Situation worst = conditions.worst(observed, paused, now);
        if (was.lastAlertAt() != null && !worst.isBad() && conditions.isProofPending(observed, now)) {
            return new Situation(was.state(), was.level(), was.severity(), null);
        }
        boolean same = worst.state() == was.state() && worst.level() == was.level();
        boolean milder = worst.isBad() && same && was.severity().compareTo(worst.severity()) > 0;
        return milder ? new Situation(worst.state(), worst.level(), was.severity(), worst.dueAt()) : worst;
    }

    /** Tells that a pause begins, gets another end or is over; returns whether it begins. */
    private static boolean tellPause(
            StatusTransition step, @Nullable Instant was, Situation holds, @Nullable Instant pause) {
        if (pause != null && !pause.equals(was)) {
            step.pause(holds.state(), "pause-begins", pause);
        } else if (pause == null && was != null) {
            step.pause(holds.state(), "pause-ends", was);
        }
        return pause != null && was == null;
    }

    private static boolean isReminderDue(Instant told, Instant now) {
        // A clock that once ran far ahead must not silence the reminders until it would be right.
        return !now.isBefore(told.plus(REMINDER_PERIOD)) || told.isAfter(now.plus(SnapshotKey.CLOCK_TOLERANCE));
    }
}
