package io.vaultsnapshot.verifier.statemachine;

import io.vaultsnapshot.contract.alert.AlertSeverity;
import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.status.NewestSnapshot;
import io.vaultsnapshot.contract.status.Observations;
import io.vaultsnapshot.contract.status.SealCheck;
import io.vaultsnapshot.snapshot.freshness.DueTime;
import io.vaultsnapshot.snapshot.freshness.FreshnessPolicy;
import io.vaultsnapshot.snapshot.freshness.ProofDeadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that holds for a cluster, given what was seen of it and the time. The worst of it is the cluster's state. */
final class HealthRules {
    /** So long nobody need know that a snapshot could not be read: three sweeps try again. */
    static final Duration UNKNOWN_BUDGET = VerifierFunction.SWEEP_PERIOD.multipliedBy(3);

    private final FreshnessPolicy freshness;
    private final ProofDeadlines deadlines;
    private final @Nullable Instant pausedUntil;

    HealthRules(ClusterSettings cluster) {
        this.freshness = new FreshnessPolicy(cluster);
        this.deadlines = new ProofDeadlines(cluster);
        this.pausedUntil = cluster.recovery().pausedUntil();
    }

    /**
     * Returns the end of the pause that is in effect, or null without one. One that was not in effect before must last
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

    /** Returns whether the proof of the newest snapshot is still awaited: it could not be read, and not for long. */
    boolean isProofPending(Observations observed, Instant now) {
        NewestSnapshot newest = observed.newest();
        return newest != null && newest.isUnread() && now.isBefore(unknownFrom(observed));
    }

    /** Returns the worst condition; of equals the first named. */
    Situation worst(Observations observed, boolean paused, Instant now) {
        List<Situation> all = new ArrayList<>();
        ofBytes(observed, now).ifPresent(all::add);
        deadSeal(observed).ifPresent(all::add);
        if (paused) {
            all.add(Situation.quiet(ClusterState.PAUSED, ProofLevel.NONE));
        } else {
            ofAbsence(observed, now).ifPresent(all::add);
            outOfDate(observed, now).ifPresent(all::add);
        }
        if (observed.newest() == null) {
            all.add(Situation.quiet(ClusterState.NEVER, ProofLevel.PRESENT));
        }
        Situation healthy = Situation.quiet(ClusterState.HEALTHY, ProofLevel.NONE);
        return all.stream()
                .reduce((one, other) -> other.state().compareTo(one.state()) > 0 ? other : one)
                .orElse(healthy);
    }

    /** Returns the times at which the answer may become another one although nothing new is seen. */
    Stream<Instant> turningPoints(Observations observed) {
        Stream<Instant> due =
                freshness.next(observed).stream().flatMap(each -> Stream.of(each.lateFrom(), each.staleFrom()));
        return Stream.of(due, deadlines.of(observed).values().stream(), Stream.ofNullable(pausedUntil))
                .flatMap(times -> times);
    }

    private Optional<Situation> ofBytes(Observations observed, Instant now) {
        NewestSnapshot newest = observed.newest();
        if (newest == null || newest.verdict() == Verdict.INTACT) {
            return Optional.empty();
        }
        if (newest.verdict() != Verdict.UNKNOWN) {
            return Optional.of(new Situation(ClusterState.INVALID, ProofLevel.INTACT, AlertSeverity.CRITICAL, null));
        }
        return Optional.of(
                isProofPending(observed, now)
                        ? Situation.quiet(ClusterState.LATE, ProofLevel.INTACT)
                        : new Situation(ClusterState.UNKNOWN, ProofLevel.INTACT, severity(observed, now), null));
    }

    private static Optional<Situation> deadSeal(Observations observed) {
        SealCheck seal = observed.seal();
        return observed.newest() == null || seal == null || seal.findings().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Situation(ClusterState.UNPROVEN, ProofLevel.UNSEALABLE, AlertSeverity.CRITICAL, null));
    }

    private Optional<Situation> ofAbsence(Observations observed, Instant now) {
        Optional<DueTime> due = freshness.next(observed).filter(next -> !now.isBefore(next.lateFrom()));
        if (due.isEmpty()) {
            return Optional.empty();
        }
        if (!now.isAfter(due.get().staleFrom())) {
            return Optional.of(new Situation(
                    ClusterState.LATE,
                    ProofLevel.PRESENT,
                    AlertSeverity.INFO,
                    due.get().dueAt()));
        }
        ClusterState state = observed.newest() == null ? ClusterState.NEVER : ClusterState.STALE;
        return Optional.of(new Situation(
                state, ProofLevel.PRESENT, severity(observed, now), due.get().dueAt()));
    }

    /** The first level whose proof has run out. A cluster without any snapshot is {@code never} and nothing else. */
    private Optional<Situation> outOfDate(Observations observed, Instant now) {
        if (observed.newest() == null) {
            return Optional.empty();
        }
        for (Map.Entry<ProofLevel, Instant> deadline : deadlines.of(observed).entrySet()) {
            if (now.isAfter(deadline.getValue())) {
                return Optional.of(new Situation(
                        ClusterState.UNPROVEN, deadline.getKey(), severity(observed, now), deadline.getValue()));
            }
        }
        return Optional.empty();
    }

    /** Recovery is in danger once the objective is broken: no proven snapshot is young enough, or there is none. */
    private AlertSeverity severity(Observations observed, Instant now) {
        Instant intactUntil = deadlines.of(observed).get(ProofLevel.INTACT);
        boolean young = observed.lastProven() != null && intactUntil != null && !now.isAfter(intactUntil);
        return young ? AlertSeverity.WARNING : AlertSeverity.CRITICAL;
    }

    private static Instant unknownFrom(Observations observed) {
        Instant since = observed.unknownSince();
        return since == null ? Instant.MIN : since.plus(UNKNOWN_BUDGET);
    }
}
