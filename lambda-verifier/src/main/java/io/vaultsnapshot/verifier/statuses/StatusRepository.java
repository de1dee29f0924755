package io.vaultsnapshot.verifier.statuses;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.snapshot.store.DocumentConflictException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.verifier.alerts.AlertGroup;
import io.vaultsnapshot.verifier.alerts.AlertNotPublishedException;
import io.vaultsnapshot.verifier.alerts.AlertSink;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The clusters' statuses. They are changed so that two writers cannot both win and no alert is lost: an alert is stored in
 * the status first, published next, and removed from the status last. A crash in between repeats it with the same id.
 */
public final class StatusRepository {
    private static final int ATTEMPTS = 8;

    private final DocumentStore documents;
    private final AlertSink alerts;
    private final Clock clock;

    /** Creates the repository over the store of documents and the place that alerts go to. */
    public StatusRepository(DocumentStore documents, AlertSink alerts, Clock clock) {
        this.documents = documents;
        this.alerts = alerts;
        this.clock = clock;
    }

    /**
     * Returns the cluster's status as stored, or that of a cluster seen for the first time.
     *
     * @throws StoreUnavailableException if the store could not be asked, or a newer verifier wrote the status
     */
    public StoredStatus read(String cluster) throws StoreUnavailableException {
        return StoredStatus.read(documents, cluster, clock.instant());
    }

    /**
     * Applies a step to the cluster's status, stores the result and delivers its alerts.
     *
     * @return the status as stored in the end
     * @throws AlertNotPublishedException if an alert was not taken; it stays stored, and the others were tried as well
     */
    public StoredStatus change(String cluster, UnaryOperator<ClusterStatus> step, RunMetrics metrics)
            throws StoreUnavailableException {
        StoredStatus stored = store(read(cluster), step);
        Set<String> delivered = new HashSet<>();
        AlertNotPublishedException refusal = null;
        for (Alert alert : stored.status().undelivered()) {
            try {
                publish(new AlertGroup(List.of(alert)), metrics);
                delivered.add(alert.id());
            } catch (AlertNotPublishedException refused) {
                // One alert that is refused must not keep the others from being published.
                refusal = refusal == null ? refused : withSuppressed(refusal, refused);
            }
        }
        StoredStatus settled = settle(stored, delivered);
        if (refusal != null) {
            throw refusal;
        }
        return settled;
    }

    private static AlertNotPublishedException withSuppressed(
            AlertNotPublishedException first, AlertNotPublishedException next) {
        first.addSuppressed(next);
        return first;
    }

    /**
     * Publishes alerts that are stored in statuses. The caller settles each of those statuses afterwards.
     *
     * @throws AlertNotPublishedException if they were not taken; they stay stored
     */
    public void publish(AlertGroup group, RunMetrics metrics) {
        alerts.publish(group);
        metrics.add(VerifierMetrics.ALERTS_PUBLISHED, 1);
    }

    /** Removes alerts that were delivered from the cluster's status, last seen as given. */
    public StoredStatus settle(StoredStatus known, Set<String> delivered) throws StoreUnavailableException {
        return delivered.isEmpty()
                ? known
                : store(
                        known,
                        status -> status.withUndelivered(status.undelivered().stream()
                                .filter(alert -> !delivered.contains(alert.id()))
                                .toList()));
    }

    /**
     * Applies a step to the status, last seen as given, and stores the result without delivering its alerts. A step that
     * changes nothing writes nothing. If the status was changed in between, the step is applied to what it is now.
     */
    public StoredStatus store(StoredStatus known, UnaryOperator<ClusterStatus> step) throws StoreUnavailableException {
        StoredStatus before = known;
        String cluster = known.status().cluster();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            ClusterStatus after = step.apply(before.status());
            if (before.isStored() && after.equals(before.status())) {
                return before;
            }
            try {
                return new StoredStatus(after, documents.write(StatusKey.of(cluster), after.toMap(), before.etag()));
            } catch (DocumentConflictException changedMeanwhile) {
                before = read(cluster);
            }
        }
        throw new StoreUnavailableException(StatusKey.of(cluster) + " was changed by other runs " + ATTEMPTS
                + " times in a row; the next run tries again");
    }
}
