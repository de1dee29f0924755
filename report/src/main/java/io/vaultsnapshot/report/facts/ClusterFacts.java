package io.vaultsnapshot.report.facts;

import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.contract.record.RetentionRecord;
import io.vaultsnapshot.contract.settings.BackupJobSettings;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.status.ClusterStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the bucket holds of one cluster's backups in a period.
 *
 * @param status how the cluster stands now
 * @param settings its settings today; null when they are not known, and then nothing is said of gaps and objectives
 * @param backups the backups that were taken in the period, oldest first
 * @param drills the restore drills that began in the period, oldest first
 * @param retentions what the retention decided in the period, oldest first
 * @param unreadable keys of records that cannot be read
 * @param custody what is known of its chain of records
 */
public record ClusterFacts(
        ClusterStatus status,
        @Nullable ClusterSettings settings,
        List<BackupSeen> backups,
        List<DrillRecord> drills,
        List<RetentionRecord> retentions,
        List<String> unreadable,
        Custody custody) {
    /** Copies the lists. */
    public ClusterFacts {
        backups = List.copyOf(backups);
        drills = List.copyOf(drills);
        retentions = List.copyOf(retentions);
        unreadable = List.copyOf(unreadable);
    }

    /** Returns the cluster's name. */
    public String name() {
        return status.cluster();
    }

    /** Returns when its backup job runs, as far as that is known. */
    Optional<BackupJobSettings> job() {
        return Optional.ofNullable(settings).map(ClusterSettings::job);
    }

    /** Returns whether a person has to do something: the cluster is bad, or its records are. */
    public boolean isBad() {
        return status.situation().isBad()
                || !unreadable.isEmpty()
                || (custody instanceof Custody.Checked checked && !checked.isWhole());
    }
}
