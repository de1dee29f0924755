package io.vaultsnapshot.report.reading;

import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.report.facts.ReportOrigin;
import io.vaultsnapshot.snapshot.custody.PublicKeySignatureCheck.PublicKeys;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a report is about.
 *
 * @param origin bucket, period and who asks
 * @param only the clusters to show; empty for all
 * @param settings the settings of the fleet; null when they are not known
 * @param keys where the audit gets public keys; null when no chain is to be checked
 */
public record ReportRequest(
        ReportOrigin origin,
        Set<String> only,
        @Nullable SnapshotSettings settings,
        @Nullable PublicKeys keys) {
    /** Copies the set. */
    public ReportRequest {
        only = Set.copyOf(only);
    }

    /** Returns whether a cluster is to be shown. */
    boolean shows(String cluster) {
        return only.isEmpty() || only.contains(cluster);
    }
}
