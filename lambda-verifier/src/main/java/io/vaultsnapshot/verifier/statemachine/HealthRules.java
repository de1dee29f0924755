package io.vaultsnapshot.verifier.statemachine;

import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.status.NewestSnapshot;
import io.vaultsnapshot.contract.status.Observations;
import io.vaultsnapshot.contract.status.SealCheck;
import io.vaultsnapshot.snapshot.freshness.DueTime;
import io.vaultsnapshot.snapshot.freshness.FreshnessPolicy;
import io.vaultsnapshot.snapshot.freshness.ProofDeadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What holds for a cluster, given what was seen of it and the time. Several things can hold; the worst of them counts. */
final class HealthRules {
    /** How long a snapshot may be unreadable before subscribers are told: three sweeps try again. */
    static final Duration UNREAD_TOLERANCE = VerifierFunction.SWEEP_PERIOD.multipliedBy(3);

    private final FreshnessPolicy freshness;
    private final ProofDeadlines deadlines;
    private final DrillRules drills;
    private final @Nullable Instant pausedUntil;

    HealthRules(ClusterSettings cluster) {
        this.freshness = new FreshnessPolicy(cluster);
        this.deadlines = new ProofDeadlines(cluster);
        this.drills = new DrillRules(cluster);
        this.pausedUntil = cluster.recovery().pausedUntil();
    }

    /**
     * Returns the end of the pause that is in effect, or null without one. A pause that was not in effect before must last
     * longer than clocks may differ: a clock that steps back over its end does not begin it anew.
     *
     * @param before the end of the pause that was in effect before, or null without one
     */
    @Nullable
    Instant pauseInEffect(@Nullable Instant before, Instant now) {
        Instant end = pausedUntil;
        if (end == null) {
            return null;
        }
        Instant last = end.equals(before) ? end : end.minus(SnapshotKey.CLOCK_TOLERANCE);
        return now.isBefore(last) ? end : null;
    }

    /**
     * Returns whether the proof of the newest snapshot is still awaited: it could not be read, and not for long. One that took
     * all the time of a run is told at once, because the next try will hardly be faster.
     */
    boolean isProofAwaited(Observations seen, Instant now) {
        NewestSnapshot newest = seen.newest();
        Instant since = seen.unknownSince();
        return newest != null
                && newest.isUnread()
                && !newest.isTimedOut()
                && since != null
                && now.isBefore(since.plus(UNREAD_TOLERANCE));
    }

    /** Returns the worst situation, beginning now; of two in the same state the first named. */
    Situation worst(Observations seen, boolean paused, Instant now) {
        return Stream.of(
                        Optional.of(quiet(paused ? Cause.PAUSE : Cause.PROVEN, now)),
                        firstAwaited(seen, paused, now),
                        newestSnapshot(seen, now),
                        overwritten(seen, now),
                        unusableKey(seen, now),
                        paused ? Optional.<Situation>empty() : missingSnapshot(seen, now),
                        paused ? Optional.<Situation>empty() : expiredProof(seen, now),
                        drills.worst(seen, paused, severity(seen, now), now),
                        ReplicaRules.worst(seen, severity(seen, now), now))
                .flatMap(Optional::stream)
                .reduce((one, other) -> other.state().compareTo(one.state()) > 0 ? other : one)
                .orElseThrow();
    }

    private static Situation quiet(Cause cause, Instant now) {
        return Situation.quiet(cause, now);
    }

    private static Optional<Situation> firstAwaited(Observations seen, boolean paused, Instant now) {
        return seen.newest() == null && !paused
                ? Optional.of(quiet(Cause.FIRST_SNAPSHOT_AWAITED, now))
                : Optional.empty();
    }

    private Optional<Situation> newestSnapshot(Observations seen, Instant now) {
        NewestSnapshot newest = seen.newest();
        if (newest == null) {
            return Optional.empty();
        }
        return switch (newest.verdict()) {
            case INTACT -> Optional.empty();
            case CORRUPT -> Optional.of(critical(Cause.SNAPSHOT_CORRUPT, now));
            case SUSPECT -> Optional.of(critical(Cause.SNAPSHOT_SUSPECT, now));
            case UNKNOWN -> Optional.of(unknown(newest, seen, now));
        };
    }

    /** Whoever did that may write again, so it is told as what endangers recovery, though the original is safe. */
    private static Optional<Situation> overwritten(Observations seen, Instant now) {
        return seen.overwritten().isEmpty() ? Optional.empty() : Optional.of(critical(Cause.SNAPSHOT_OVERWRITTEN, now));
    }

    private Situation unknown(NewestSnapshot newest, Observations seen, Instant now) {
        if (isProofAwaited(seen, now)) {
            return quiet(Cause.PROOF_AWAITED, now);
        }
        Cause cause = newest.isUnread() ? Cause.SNAPSHOT_UNREADABLE : Cause.FORMAT_UNKNOWN;
        return new Situation(cause, severity(seen, now), now, null);
    }

    private static Situation critical(Cause cause, Instant now) {
        return new Situation(cause, AlertSeverity.CRITICAL, now, null);
    }

    private static Optional<Situation> unusableKey(Observations seen, Instant now) {
        SealCheck seal = seen.seal();
        return seen.newest() == null || seal == null || seal.findings().isEmpty()
                ? Optional.empty()
                : Optional.of(critical(Cause.SEAL_KEY_UNUSABLE, now));
    }

    private Optional<Situation> missingSnapshot(Observations seen, Instant now) {
        return freshness
                .next(seen)
                .filter(due -> !now.isBefore(due.lateFrom()))
                .map(due -> missingSnapshot(due, seen, now));
    }

    private Situation missingSnapshot(DueTime due, Observations seen, Instant now) {
        boolean first = seen.newest() == null;
        if (!now.isAfter(due.staleFrom())) {
            Cause cause = first ? Cause.FIRST_SNAPSHOT_AWAITED : Cause.SNAPSHOT_AWAITED;
            return new Situation(cause, AlertSeverity.INFO, now, due.dueAt()).withJob(seen.job());
        }
        Cause cause = first ? Cause.FIRST_SNAPSHOT_OVERDUE : Cause.SNAPSHOT_OVERDUE;
        return new Situation(cause, severity(seen, now), now, due.dueAt()).withJob(seen.job());
    }

    /** The lowest level whose proof has run out. A cluster without any snapshot is stale and nothing else. */
    private Optional<Situation> expiredProof(Observations seen, Instant now) {
        return seen.newest() == null
                ? Optional.empty()
                : deadlines.of(seen).entrySet().stream()
                        .filter(deadline -> now.isAfter(deadline.getValue()))
                        .min(Comparator.comparing((Map.Entry<Cause, Instant> deadline) ->
                                        deadline.getKey().missing())
                                .thenComparing(Map.Entry::getValue))
                        .map(passed -> new Situation(passed.getKey(), severity(seen, now), now, passed.getValue()));
    }

    /** Recovery is in danger once no proven snapshot is as young as the settings promise. */
    private AlertSeverity severity(Observations seen, Instant now) {
        Instant intactUntil = deadlines.of(seen).get(Cause.INTACT_PROOF_EXPIRED);
        boolean young = seen.lastProven() != null && intactUntil != null && !now.isAfter(intactUntil);
        return young ? AlertSeverity.WARNING : AlertSeverity.CRITICAL;
    }
}
