package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.schedule.CronSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much of one cluster may be lost, and how old the proofs of that may become.
 *
 * @param rpo recovery point objective, whole hours: how old the newest proven snapshot may become
 * @param proofLevel level that a snapshot of that age must have: {@code intact} or {@code unsealable}
 * @param drillSchedule when restore drills run, as Kubernetes reads it, or null without drills
 * @param restoredWithin how old the last restore proof may become, whole days, or null without drills
 * @param pausedUntil until when no snapshot is expected, or null when snapshots are
 */
public record RecoverySettings(
        Duration rpo,
        ProofLevel proofLevel,
        @Nullable String drillSchedule,
        @Nullable Duration restoredWithin,
        @Nullable Instant pausedUntil) {
    static final ProofLevel[] EXPECTED_LEVELS = {ProofLevel.INTACT, ProofLevel.UNSEALABLE};

    /** Checks every value against its key's form. */
    public RecoverySettings {
        ClusterSetting.RPO_HOURS.check(rpo.toHours());
        ClusterSetting.PROOF_LEVEL.check(proofLevel.id());
        if (drillSchedule != null) {
            ClusterSetting.DRILL_SCHEDULE.check(drillSchedule);
        }
        if (restoredWithin != null) {
            ClusterSetting.RESTORED_WITHIN_DAYS.check(restoredWithin.toDays());
        }
        if (pausedUntil != null) {
            ClusterSetting.PAUSED_UNTIL.check(pausedUntil.toString());
        }
    }

    /** Returns the drill's schedule in the given zone, or empty without drills. */
    public Optional<CronSchedule> drills(ZoneId zone) {
        return Optional.ofNullable(drillSchedule).map(expression -> CronSchedule.parse(expression, zone));
    }
}
