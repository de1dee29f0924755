package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.verifier.statuses.StoredStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the sweep got with one cluster. Statuses are large and fleets are too, so a status is kept only while it has
 * alerts to deliver.
 *
 * @param cluster the cluster's settings
 * @param entry what the fleet's index says of it, or null when it could not be looked at, or not yet
 * @param undelivered its status, or null when that has no alert to deliver
 * @param unverified what was found whose verification is to be requested: a snapshot, a proof of a drill, both or none
 */
record SweptCluster(
        ClusterSettings cluster,
        @Nullable FleetEntry entry,
        @Nullable StoredStatus undelivered,
        List<RecordKey> unverified) {
    /** Returns the cluster with a stored status, and what the index says of it. */
    static SweptCluster settled(
            ClusterSettings cluster, FleetEntry entry, StoredStatus stored, List<RecordKey> unverified) {
        boolean delivered = stored.status().undelivered().isEmpty();
        return new SweptCluster(cluster, entry, delivered ? null : stored, unverified);
    }

    static SweptCluster unseen(ClusterSettings cluster) {
        return new SweptCluster(cluster, null, null, List.of());
    }

    String name() {
        return cluster.name();
    }
}
