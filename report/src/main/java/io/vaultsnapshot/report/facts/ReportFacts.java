package io.vaultsnapshot.report.facts;

import io.vaultsnapshot.contract.settings.AlertSubscription;
import io.vaultsnapshot.contract.status.FleetIndex;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a report shows.
 *
 * @param origin where it comes from
 * @param index the fleet as the last sweep wrote it, only the clusters that were asked for
 * @param unswept clusters of the settings that the sweep did not look at
 * @param clusters the clusters, worst first
 * @param subscribers who gets the alerts according to the settings; null when those are not known
 */
public record ReportFacts(
        ReportOrigin origin,
        FleetIndex index,
        List<String> unswept,
        List<ClusterFacts> clusters,
        @Nullable List<AlertSubscription> subscribers) {
    /** Copies the lists. */
    public ReportFacts {
        unswept = List.copyOf(unswept);
        clusters = List.copyOf(clusters);
        subscribers = subscribers == null ? null : List.copyOf(subscribers);
    }

    /** Returns whether a person has to do something. */
    public boolean isBad() {
        return index.isOld(origin.printedAt())
                || !unswept.isEmpty()
                || clusters.stream().anyMatch(ClusterFacts::isBad);
    }

    /** Returns the clusters whose chain was to be checked and could not be. */
    public List<ClusterFacts> unchecked() {
        return clusters.stream()
                .filter(each -> each.custody() instanceof Custody.Failed)
                .toList();
    }
}
