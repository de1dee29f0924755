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
 * Tells subscribers what a sweep found, one message for clusters with the same cause. Every alert is in its cluster's
 * status before this begins and leaves it after it was published, so a crash in between repeats alerts and loses none.
 */
final class SweepDelivery {
    private final StatusRepository statuses;
    private final FleetDeadlines deadlines;
    private final SweepFailures failures;
    private final RunMetrics metrics;

    SweepDelivery(StatusRepository statuses, FleetDeadlines deadlines, SweepFailures failures, RunMetrics metrics) {
        this.statuses = statuses;
        this.deadlines = deadlines;
        this.failures = failures;
        this.metrics = metrics;
    }

    /** Publishes the alerts that the clusters' statuses hold; returns the clusters as they are in the end. */
    List<SweptCluster> deliver(List<SweptCluster> clusters, Workers workers) {
        List<Alert> alerts =
                clusters.stream().flatMap(each -> alertsOf(each).stream()).toList();
        Set<String> delivered = publish(alerts);
        return delivered.isEmpty() ? clusters : workers.each(clusters, cluster -> settle(cluster, delivered));
    }

    private Set<String> publish(List<Alert> alerts) {
        Set<String> delivered = new HashSet<>();
        for (AlertGroup group : AlertGroup.of(alerts)) {
            try {
                statuses.publish(group, metrics);
                group.alerts().forEach(alert -> delivered.add(alert.id()));
            } catch (AlertNotPublishedException refused) {
                failures.add(refused);
            }
        }
        return delivered;
    }

    private SweptCluster settle(SweptCluster cluster, Set<String> delivered) {
        StoredStatus stored = cluster.undelivered();
        if (stored == null || alertsOf(cluster).stream().noneMatch(alert -> delivered.contains(alert.id()))) {
            return cluster;
        }
        try {
            StoredStatus settled = statuses.settle(stored, delivered);
            return SweptCluster.settled(
                    cluster.cluster(),
                    deadlines.entry(cluster.cluster(), settled.status()),
                    settled,
                    cluster.unverified());
        } catch (StoreUnavailableException unavailable) {
            failures.add(unavailable);
            return SweptCluster.unseen(cluster.cluster());
        }
    }

    private static List<Alert> alertsOf(SweptCluster cluster) {
        StoredStatus stored = cluster.undelivered();
        return stored == null ? List.of() : stored.status().undelivered();
    }
}
