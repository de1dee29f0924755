package io.vaultsnapshot.verifier.statemachine;

import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.drill.DrillEnd;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.replica.ReplicaWatch;
import io.vaultsnapshot.contract.run.JobRun;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.status.Assessment;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.NewestSnapshot;
import io.vaultsnapshot.contract.status.Observations;
import io.vaultsnapshot.contract.status.OverwrittenSnapshot;
import io.vaultsnapshot.contract.status.SealCheck;
import io.vaultsnapshot.snapshot.freshness.FreshnessPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a status follows from what was seen. Pure and total: the same status, observation and time always give the same
 * answer, every status has one, and an observation that comes twice, late or out of order changes nothing that a newer
 * one has settled. {@code docs/state-machine.md} has it as a table.
 */
public final class StatusMachine {
    /** How often subscribers are reminded of a bad state. */
    public static final Duration REMINDER_PERIOD = Duration.ofDays(1);

    private final HealthRules rules;
    private final ObservationRules observations;
    private final DrillRules drills;
    private final JobRules jobs;

    /** Creates the machine for a cluster. */
    public StatusMachine(ClusterSettings cluster) {
        this.rules = new HealthRules(cluster);
        this.drills = new DrillRules(cluster);
        this.jobs = new JobRules(cluster);
        this.observations = new ObservationRules(new FreshnessPolicy(cluster).history());
    }

    /** Returns the status after a snapshot was looked at. One from the future counts for nothing but a notice. */
    public ClusterStatus afterVerification(ClusterStatus before, VerificationRecord record, Instant now) {
        return record.key().isInFuture(now)
                ? decide(
                        before,
                        before.observations(),
                        Notices.fromTheFuture(before, NewestSnapshot.of(record), now),
                        now)
                : decide(
                        before,
                        jobs.with(observations.with(before.observations(), record), record, now),
                        Optional.empty(),
                        now);
    }

    /**
     * Returns the status after another version of a snapshot was compared with the first one, or acknowledged. It never counts
     * as a snapshot. That it is there is told once: as a problem, or as a notice when subscribers know of that problem, or of
     * a worse one, already.
     *
     * @param other the record of that version
     */
    public ClusterStatus afterOtherVersion(ClusterStatus before, VerificationRecord other, Instant now) {
        Observations seen = before.observations();
        List<OverwrittenSnapshot> overwritten = OverwriteRules.with(seen.overwritten(), other);
        boolean news = OverwrittenSnapshot.of(other).isPresent() && !OverwriteRules.isNamed(seen.overwritten(), other);
        return decide(
                before,
                seen.withOverwritten(overwritten),
                news ? Notices.overwritten(before, other, now) : Optional.empty(),
                now);
    }

    /** Returns the status after KMS answered about the seal's key; an older answer changes nothing. */
    public ClusterStatus afterSealCheck(ClusterStatus before, SealCheck check, Instant now) {
        Observations seen = before.observations();
        SealCheck known = seen.seal();
        boolean older = known != null && known.checkedAt().isAfter(check.checkedAt());
        return decide(before, older ? seen : seen.withSeal(check), Optional.empty(), now);
    }

    /**
     * Returns the status after a look at the replica.
     *
     * @param watch what is known of it now, or null when the settings have no replica
     */
    public ClusterStatus afterReplicaLook(ClusterStatus before, @Nullable ReplicaWatch watch, Instant now) {
        return decide(before, before.observations().withReplica(watch), Optional.empty(), now);
    }

    /** Returns the status after a drill's proof was judged; an older drill changes nothing that a newer one has settled. */
    public ClusterStatus afterDrill(ClusterStatus before, DrillRecord record, Instant now) {
        Observations watching = drills.watching(before.observations(), now);
        return decide(before, drills.with(watching, record, now), Optional.empty(), now);
    }

    /** Returns the status after a run of the backup job said how it ended; one that is not newer than the newest changes nothing. */
    public ClusterStatus afterJobRun(ClusterStatus before, JobRun run, Instant now) {
        return decide(before, jobs.with(before.observations(), run, now), Optional.empty(), now);
    }

    /** Returns when a drill was due whose proof has not been judged, or empty when none is awaited. */
    public Optional<Instant> drillDue(ClusterStatus status, Instant now) {
        return drills.due(status.observations(), now);
    }

    /** Returns the status after nothing but time has passed. */
    public ClusterStatus afterTime(ClusterStatus before, Instant now) {
        return decide(before, before.observations(), Optional.empty(), now);
    }

    private ClusterStatus decide(
            ClusterStatus before, Observations found, Optional<Notices.Notice> notice, Instant now) {
        Observations seen = drills.watching(found, now);
        Assessment was = before.assessment();
        Instant pause = rules.pauseInEffect(was.pausedUntil(), now);
        Situation holds = holds(was, seen, pause != null, now);
        StatusTransition transition = new StatusTransition(before, seen, holds, now);
        tellPause(transition, was.pausedUntil(), pause);
        Instant told = holds.isBad()
                ? tellBad(transition, was, holds, now)
                : tellGood(transition, was, pause != null && was.pausedUntil() == null);
        notice.filter(each -> !transition.tells(each.findings())).ifPresent(transition::notice);
        Notices.warnings(before, seen.newest()).ifPresent(transition::notice);
        return transition.status(told, pause);
    }

    /**
     * Returns what holds. While subscribers know of something bad, a snapshot that could not be read yet does not end it,
     * and as long as the cause stays the same its severity does not fall.
     */
    private Situation holds(Assessment was, Observations seen, boolean paused, Instant now) {
        Situation before = was.situation();
        Situation worst = rules.worst(seen, paused, now);
        if (was.lastAlertAt() != null && !worst.isBad() && rules.isProofAwaited(seen, now)) {
            return before;
        }
        Situation holds = worst.state() == before.state() ? worst.withSince(before.since()) : worst;
        boolean milder = holds.isBad()
                && holds.cause() == before.cause()
                && before.severity().compareTo(holds.severity()) > 0;
        return milder ? holds.withSeverity(before.severity()) : holds;
    }

    /** Tells that a pause begins, gets another end or is over. */
    private static void tellPause(StatusTransition transition, @Nullable Instant was, @Nullable Instant pause) {
        if (pause != null && !pause.equals(was)) {
            transition.pause(AlertKind.PAUSE, pause);
        } else if (pause == null && was != null) {
            transition.pause(AlertKind.RESUME, was);
        }
    }

    /** Tells of a bad state if it is new, another one, worse, or a day old; returns when subscribers were last told. */
    private static Instant tellBad(StatusTransition transition, Assessment was, Situation holds, Instant now) {
        Instant told = was.lastAlertAt();
        boolean another = holds.cause() != was.situation().cause() || endsOtherwise(was.situation(), holds);
        boolean worse = holds.severity().compareTo(was.situation().severity()) > 0;
        if (told == null || another || worse) {
            transition.alert(AlertKind.PROBLEM);
            return now;
        }
        if (isReminderDue(told, now)) {
            transition.alert(AlertKind.REMINDER);
            return now;
        }
        return told;
    }

    /** A drill that fails in another way than the one before is news. */
    private static boolean endsOtherwise(Situation was, Situation holds) {
        DrillEnd before = was.drill();
        DrillEnd now = holds.drill();
        return before != null && now != null && before.outcome() != now.outcome();
    }

    /** Tells that a bad state has ended, unless a pause that just began says so; from now on there is nothing to remind of. */
    private static @Nullable Instant tellGood(StatusTransition transition, Assessment was, boolean pauseBegins) {
        if (was.lastAlertAt() != null && !pauseBegins) {
            transition.recovery();
        }
        return null;
    }

    private static boolean isReminderDue(Instant told, Instant now) {
        // A clock that once ran far ahead must not silence the reminders until it would be right.
        return !now.isBefore(told.plus(REMINDER_PERIOD)) || told.isAfter(now.plus(SnapshotKey.CLOCK_TOLERANCE));
    }
}
