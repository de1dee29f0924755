package io.vaultsnapshot.report.testing;

import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;

/** What happened to a cluster of a generated fleet lately. */
public enum Story {
    /** All is well. */
    WELL(Cause.PROVEN, AlertSeverity.INFO),
    /** The last backups did not come. */
    OVERDUE(Cause.SNAPSHOT_OVERDUE, AlertSeverity.CRITICAL),
    /** The newest backup is corrupt. */
    CORRUPT(Cause.SNAPSHOT_CORRUPT, AlertSeverity.CRITICAL),
    /** The last restore drill failed. */
    DRILL_FAILED(Cause.DRILL_FAILED, AlertSeverity.WARNING),
    /** Today's backup is later than usual. */
    LATE(Cause.SNAPSHOT_AWAITED, AlertSeverity.INFO),
    /** The settings declare a pause. */
    PAUSED(Cause.PAUSE, AlertSeverity.INFO);

    private final Cause cause;
    private final AlertSeverity severity;

    Story(Cause cause, AlertSeverity severity) {
        this.cause = cause;
        this.severity = severity;
    }

    /** Returns why the cluster is in its state. */
    public Cause cause() {
        return cause;
    }

    /** Returns how much it matters. */
    public AlertSeverity severity() {
        return severity;
    }

    /** Returns the story of one of many clusters. The first is well, and few are not. */
    static Story of(int cluster) {
        if (cluster % 17 == 5) {
            return OVERDUE;
        }
        if (cluster % 23 == 9) {
            return CORRUPT;
        }
        if (cluster % 29 == 12) {
            return DRILL_FAILED;
        }
        if (cluster % 31 == 15) {
            return LATE;
        }
        return cluster % 37 == 20 ? PAUSED : WELL;
    }
}
