package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.verifier.alerts.AlertGroup;
import io.vaultsnapshot.verifier.alerts.AlertNotPublishedException;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import io.vaultsnapshot.verifier.statuses.StatusRepository;
import io.vaultsnapshot.verifier.statuses.StoredStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells subscribers and the event bus what a sweep found, together where it belongs together. Every alert stands in its
 * cluster's status before this begins and leaves it after it was published, so a crash anywhere in between repeats alerts
 * and loses none.
 */
final class SweepDelivery {
    private final StatusRepository statuses;
    private final SweepFailures failures;
    private final RunMetrics metrics;

    SweepDelivery(StatusRepository statuses, SweepFailures failures, RunMetrics metrics) {
        this.statuses = statuses;
        this.failures = failures;
        this.metrics = metrics;
    }

    /** Publishes what the clusters' statuses owe; returns the clusters with their statuses as stored in the end. */
    List<SweptCluster> deliver(List<SweptCluster> clusters, Workers workers) {
        List<Alert> owed =
                clusters.stream().flatMap(each -> owedBy(each).stream()).toList();
        if (owed.isEmpty()) {
            return clusters;
        }
        Set<String> delivered = new HashSet<>();
        for (AlertGroup group : AlertGroup.of(owed)) {
            try {
                statuses.publish(group, metrics);
                group.alerts().forEach(alert -> delivered.add(alert.id()));
            } catch (AlertNotPublishedException refused) {
                failures.add(refused);
            }
        }
        return workers.each(clusters, cluster -> settle(cluster, delivered));
    }

    private SweptCluster settle(SweptCluster cluster, Set<String> delivered) {
        StoredStatus stored = cluster.stored();
        if (stored == null || owedBy(cluster).stream().noneMatch(alert -> delivered.contains(alert.id()))) {
            return cluster;
        }
        try {
            return SweptCluster.settled(cluster.cluster(), statuses.settle(stored, delivered));
        } catch (StoreUnavailableException unavailable) {
            failures.add(unavailable);
            return SweptCluster.unseen(cluster.cluster());
        }
    }

    private static List<Alert> owedBy(SweptCluster cluster) {
        StoredStatus stored = cluster.stored();
        return stored == null ? List.of() : stored.status().undelivered();
    }
}
