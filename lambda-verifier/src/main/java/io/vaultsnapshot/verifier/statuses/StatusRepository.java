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
 * Changes a cluster's status so that two writers cannot both win and no alert is lost: an alert is stored in the status
 * first, published next, and removed from the status last. A crash in between repeats it with the same id.
 */
public final class StatusRepository {
    private static final int ATTEMPTS = 8;

    private final DocumentStore documents;
    private final AlertSink alerts;
    private final Clock clock;

    public StatusRepository(DocumentStore documents, AlertSink alerts, Clock clock) {
        this.documents = documents;
        this.alerts = alerts;
        this.clock = clock;
    }

    /**
     * Applies a step to the cluster's status, stores what it gives and delivers what is owed.
     *
     * @return the status as stored in the end
     * @throws AlertNotPublishedException if an alert was not taken; it stays stored, and the others were tried as well
     */
    public StoredStatus change(String cluster, UnaryOperator<ClusterStatus> step, RunMetrics metrics)
            throws StoreUnavailableException {
        StoredStatus stored = store(cluster, step);
        List<Alert> owed = stored.status().undelivered();
        if (owed.isEmpty()) {
            return stored;
        }
        Set<String> delivered = new HashSet<>();
        AlertNotPublishedException first = null;
        for (Alert alert : owed) {
            try {
                publish(new AlertGroup(List.of(alert)), metrics);
                delivered.add(alert.id());
            } catch (AlertNotPublishedException refused) {
                // An event that the bus refuses must not keep the topic from the alert behind it.
                first = first == null ? refused : first;
            }
        }
        StoredStatus settled = settle(stored, delivered);
        if (first != null) {
            throw first;
        }
        return settled;
    }

    /**
     * Publishes alerts that are stored in statuses. Whoever calls settles each of those statuses afterwards.
     *
     * @throws AlertNotPublishedException if they were not taken; they stay stored
     */
    public void publish(AlertGroup group, RunMetrics metrics) {
        alerts.publish(group);
        if (group.kind().isForPeople()) {
            metrics.add(VerifierMetrics.ALERTS_PUBLISHED, 1);
        }
    }

    /** What goes nowhere, a change where no event bus is configured, must neither be stored nor wait for ever. */
    private ClusterStatus withoutUnwanted(ClusterStatus status) {
        return status.withUndelivered(status.undelivered().stream()
                .filter(alert -> alerts.takes(alert.kind()))
                .toList());
    }

    /** Removes alerts that were delivered from what the cluster's status, last seen as given, still owes. */
    public StoredStatus settle(StoredStatus known, Set<String> delivered) throws StoreUnavailableException {
        return store(
                known,
                status -> status.withUndelivered(status.undelivered().stream()
                        .filter(alert -> !delivered.contains(alert.id()))
                        .toList()));
    }

    /** Applies a step to the cluster's status and stores what it gives, without delivering what is owed. */
    public StoredStatus store(String cluster, UnaryOperator<ClusterStatus> step) throws StoreUnavailableException {
        return store(StoredStatus.read(documents, cluster, clock.instant()), step);
    }

    /** The same for a status that was read already; it is read again only if somebody changed it since. */
    public StoredStatus store(StoredStatus known, UnaryOperator<ClusterStatus> step) throws StoreUnavailableException {
        StoredStatus before = known;
        String key = StatusKey.of(known.status().cluster());
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            ClusterStatus after = withoutUnwanted(step.apply(before.status()));
            if (before.isStored() && after.equals(before.status())) {
                return before;
            }
            try {
                return new StoredStatus(after, documents.write(key, after.toMap(), before.etag()));
            } catch (DocumentConflictException somebodyElseWasFaster) {
                // Decide anew: what they wrote may already say what this step would.
                before = StoredStatus.read(documents, known.status().cluster(), clock.instant());
            }
        }
        throw new StoreUnavailableException(
                key + " was changed by others " + ATTEMPTS + " times in a row; it is tried again");
    }
}
