package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.contract.schedule.TurnOfTheDay;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import java.time.Instant;
import java.util.List;

/** The clusters for which a sweep does what is done once a day. */
final class ClustersInTurn {
    private ClustersInTurn() {}

    static List<ClusterSettings> at(Instant now, List<ClusterSettings> clusters) {
        int turn = TurnOfTheDay.at(now);
        return clusters.stream()
                .filter(cluster -> TurnOfTheDay.of(cluster.name()) == turn)
                .toList();
    }
}
