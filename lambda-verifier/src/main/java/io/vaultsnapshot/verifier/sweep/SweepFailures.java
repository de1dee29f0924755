package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.verifier.alerts.AlertNotPublishedException;
import io.vaultsnapshot.verifier.requests.RequestNotTakenException;
import java.util.ArrayList;
import java.util.List;

/** What failed in a sweep for single clusters, while the others were looked at. Safe for several threads. */
final class SweepFailures {
    private final List<Exception> failures = new ArrayList<>();
    private final List<String> outOfTime = new ArrayList<>();

    synchronized void add(StoreUnavailableException unavailable) {
        failures.add(unavailable);
    }

    synchronized void add(AlertNotPublishedException refused) {
        failures.add(refused);
    }

    synchronized void add(RequestNotTakenException refused) {
        failures.add(refused);
    }

    /** Notes a cluster that the sweep had no time left for. All of them together are one failure. */
    synchronized void addOutOfTime(String cluster) {
        outOfTime.add(cluster);
    }

    /**
     * Throws the first of them, the others attached.
     *
     * @throws StoreUnavailableException if the first is one
     * @throws AlertNotPublishedException if the first is one
     * @throws RequestNotTakenException if the first is one
     */
    synchronized void throwAny() throws StoreUnavailableException {
        if (!outOfTime.isEmpty()) {
            failures.add(new StoreUnavailableException("the sweep had no time left for " + outOfTime.size()
                    + " clusters, " + outOfTime.get(0) + " among them; the next one goes on there"));
        }
        if (failures.isEmpty()) {
            return;
        }
        Exception first = failures.get(0);
        failures.subList(1, failures.size()).forEach(first::addSuppressed);
        if (first instanceof StoreUnavailableException unavailable) {
            throw unavailable;
        }
        throw (RuntimeException) first;
    }
}
