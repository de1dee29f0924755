package io.vaultsnapshot.verifier.freshness;

import io.vaultsnapshot.contract.document.ClusterStatus;
import io.vaultsnapshot.contract.document.ProvenSnapshot;
import io.vaultsnapshot.contract.schedule.CronSchedule;
import io.vaultsnapshot.contract.settings.BackupJobSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a cluster's next proven snapshot is overdue. It is due at the first time of the schedule after the last proven
 * one was taken, or after the cluster was first seen, and overdue once the job's own deadlines have passed as well. A
 * weekday schedule is therefore silent on Sunday and loud on Monday.
 */
public final class FreshnessPolicy {
    private final CronSchedule schedule;
    private final Duration grace;

    /** Creates the policy of one cluster's backup job. */
    public FreshnessPolicy(BackupJobSettings job) {
        this.schedule = job.cronSchedule();
        this.grace = job.grace();
    }

    /** Returns when the next snapshot is due, or empty for a schedule without another time in the next five years. */
    public Optional<Instant> nextDue(ClusterStatus status) {
        ProvenSnapshot lastProven = status.lastProven();
        return schedule.next(lastProven == null ? status.watchedSince() : lastProven.takenAt());
    }

    /** Returns the time from which on the next snapshot is overdue. */
    public Optional<Instant> overdueFrom(ClusterStatus status) {
        return nextDue(status).map(due -> due.plus(grace));
    }

    /** Returns the due time that has passed, grace included, without a proven snapshot; empty when none has. */
    public Optional<Instant> missedDue(ClusterStatus status, Instant now) {
        return nextDue(status).filter(due -> now.isAfter(due.plus(grace)));
    }
}
