package io.vaultsnapshot.verifier.statemachine;

import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.replica.ReplicaLag;
import io.vaultsnapshot.contract.replica.ReplicaOutage;
import io.vaultsnapshot.contract.replica.ReplicaWatch;
import io.vaultsnapshot.contract.status.Observations;
import java.time.Instant;
import java.util.Optional;

/** What it means that a copy is missing in the replica, or that nobody can tell. */
final class ReplicaRules {
    private ReplicaRules() {}

    /**
     * Returns what is wrong with the replica. That a copy is missing outweighs that it cannot be looked at, and what was
     * missing before an outage is missing until a copy is seen.
     *
     * @param severity how much it matters
     */
    static Optional<Situation> worst(Observations seen, AlertSeverity severity, Instant now) {
        ReplicaWatch replica = seen.replica();
        if (replica == null) {
            return Optional.empty();
        }
        ReplicaLag lag = replica.lag();
        if (lag != null && now.isAfter(lag.allowedUntil())) {
            return Optional.of(situation(Cause.REPLICA_BEHIND, severity, now).withReplica(replica));
        }
        ReplicaOutage outage = replica.outage();
        return outage != null && now.isAfter(outage.since().plus(HealthRules.UNREAD_TOLERANCE))
                ? Optional.of(situation(Cause.REPLICA_UNREADABLE, severity, now).withReplica(replica))
                : Optional.empty();
    }

    private static Situation situation(Cause cause, AlertSeverity severity, Instant now) {
        return new Situation(cause, severity, now, null);
    }
}
