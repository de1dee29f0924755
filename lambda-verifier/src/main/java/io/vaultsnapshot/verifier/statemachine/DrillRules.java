package io.vaultsnapshot.verifier.statemachine;

import io.vaultsnapshot.contract.drill.DrillEnd;
import io.vaultsnapshot.contract.drill.DrillProof;
import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.drill.DrilledSnapshot;
import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.DrillSettings;
import io.vaultsnapshot.contract.status.DrillWatch;
import io.vaultsnapshot.contract.status.LevelProof;
import io.vaultsnapshot.contract.status.Observations;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a cluster's restore drills, and what that means. Drills count by the time at which they began, so the
 * order in which their proofs arrive does not matter, nor how often.
 */
final class DrillRules {
    private final @Nullable DrillSettings drill;
    private final @Nullable Instant pausedUntil;

    DrillRules(ClusterSettings cluster) {
        this.drill = cluster.drill().orElse(null);
        this.pausedUntil = cluster.recovery().pausedUntil();
    }

    /** Returns the same with a watch over drills from now on if the settings have one, else without. */
    Observations watching(Observations seen, Instant now) {
        if (drill == null) {
            return seen.drills() == null ? seen : seen.withDrills(null);
        }
        return seen.drills() == null ? seen.withDrills(new DrillWatch(now, null)) : seen;
    }

    Observations with(Observations before, DrillRecord record, Instant now) {
        DrillWatch watch = before.drills();
        Observations after = watch != null && replaces(watch.last(), record.end(), now)
                ? before.withDrills(new DrillWatch(watch.since(), record.end()))
                : before;
        DrillProof proof = record.proof();
        DrilledSnapshot snapshot = proof == null ? null : proof.snapshot();
        return record.end().outcome() == DrillResult.RESTORED && snapshot != null
                ? withLevel(after, new LevelProof(snapshot.key(), record.key().startedAt()))
                : after;
    }

    /** A newer drill replaces an older one. Of two ends of one drill the bad one counts: its proof was replaced. */
    private static boolean replaces(@Nullable DrillEnd last, DrillEnd seen, Instant now) {
        if (last == null || last.key().isInFuture(now)) {
            return true;
        }
        int order = seen.key().compareTo(last.key());
        return order == 0 ? seen.outcome().isFailure() : order > 0;
    }

    private static Observations withLevel(Observations before, LevelProof proof) {
        Map<ProofLevel, LevelProof> levels = new EnumMap<>(ProofLevel.class);
        levels.putAll(before.levels());
        levels.merge(
                ProofLevel.RESTORED, proof, (one, other) -> one.provenAt().isBefore(other.provenAt()) ? other : one);
        Observations after = before.withLevels(levels);
        ProvenSnapshot proven = before.lastProven();
        return proven != null && proven.key().equals(proof.key())
                ? after.withLastProven(proven.withLevel(ProofLevel.RESTORED))
                : after;
    }

    /** Returns when a drill was due that has not come, or empty when all came that were due until now. */
    Optional<Instant> due(Observations seen, Instant now) {
        DrillWatch watch = seen.drills();
        if (drill == null || watch == null) {
            return Optional.empty();
        }
        // A drill from the future does not keep the verifier from expecting the next one.
        DrillEnd last = watch.last();
        Instant began = last == null || last.key().isInFuture(now) ? watch.since() : watch.lastBegan();
        Instant from = pausedUntil != null && pausedUntil.isAfter(began) ? pausedUntil : began;
        return drill.schedule().next(from).filter(due -> !due.isAfter(now));
    }

    /** Returns what is wrong with the drills, most telling first. */
    Optional<Situation> worst(Observations seen, boolean paused, AlertSeverity severity, Instant now) {
        DrillWatch watch = seen.drills();
        DrillSettings settings = drill;
        if (settings == null || watch == null) {
            return Optional.empty();
        }
        DrillEnd last = watch.last();
        if (last != null && last.outcome().isFailure()) {
            return Optional.of(new Situation(Cause.DRILL_FAILED, severity, now, null, last, null, null));
        }
        return paused
                ? Optional.empty()
                : overdue(settings, seen, severity, now).or(() -> expired(settings, seen, watch, severity, now));
    }

    private Optional<Situation> overdue(
            DrillSettings settings, Observations seen, AlertSeverity severity, Instant now) {
        return due(seen, now)
                .filter(due -> now.isAfter(due.plus(settings.grace())))
                .map(due -> new Situation(Cause.DRILL_OVERDUE, severity, now, due));
    }

    private Optional<Situation> expired(
            DrillSettings settings, Observations seen, DrillWatch watch, AlertSeverity severity, Instant now) {
        if (!settings.reachesRestored()) {
            return Optional.empty();
        }
        LevelProof proof = seen.levels().get(ProofLevel.RESTORED);
        Instant since = proof == null || proof.provenAt().isBefore(watch.since()) ? watch.since() : proof.provenAt();
        Instant from = pausedUntil != null && pausedUntil.isAfter(since) ? pausedUntil : since;
        Instant end = from.plus(settings.restoredWithin());
        return now.isAfter(end)
                ? Optional.of(new Situation(Cause.RESTORED_PROOF_EXPIRED, severity, now, end))
                : Optional.empty();
    }
}
