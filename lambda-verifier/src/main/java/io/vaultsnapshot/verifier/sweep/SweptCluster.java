package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.verifier.statuses.StoredStatus;
import org.jspecify.annotations.Nullable;

/**
 * How far the sweep got with one cluster.
 *
 * @param cluster the cluster's settings
 * @param news a snapshot that is still to be verified, or null when there is none
 * @param stored the cluster's status as stored, or null when nobody could look, or not yet
 */
record SweptCluster(
        ClusterSettings cluster,
        @Nullable SnapshotKey news,
        @Nullable StoredStatus stored) {
    static SweptCluster withNews(ClusterSettings cluster, SnapshotKey news) {
        return new SweptCluster(cluster, news, null);
    }

    static SweptCluster settled(ClusterSettings cluster, StoredStatus stored) {
        return new SweptCluster(cluster, null, stored);
    }

    static SweptCluster unseen(ClusterSettings cluster) {
        return new SweptCluster(cluster, null, null);
    }

    String name() {
        return cluster.name();
    }
}
