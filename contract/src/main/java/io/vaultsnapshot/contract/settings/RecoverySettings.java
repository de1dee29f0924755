package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.health.ProofLevel;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much of one cluster may be lost, and how well that is proven.
 *
 * @param rpo recovery point objective, whole hours: how old the newest proven snapshot may become
 * @param proofLevel level that a snapshot of that age must have: {@code intact} or {@code unsealable}
 * @param pausedUntil until when no snapshot is expected, or null when snapshots are
 */
public record RecoverySettings(
        Duration rpo, ProofLevel proofLevel, @Nullable Instant pausedUntil) {}
