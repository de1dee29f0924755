package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is done once a day for each cluster. Each has one sweep of the day, which follows from its name, so nobody has to
 * remember when it was looked at last.
 */
final class TurnOfTheDay {
    private static final long SLOTS = Duration.ofDays(1).dividedBy(VerifierFunction.SWEEP_PERIOD);

    private TurnOfTheDay() {}

    /** Returns the clusters whose turn it is. */
    static List<ClusterSettings> at(Instant now, List<ClusterSettings> clusters) {
        return clusters.stream().filter(cluster -> isOf(cluster, now)).toList();
    }

    /** Returns whether it is the turn of a cluster. */
    static boolean isOf(ClusterSettings cluster, Instant now) {
        long slot = now.getEpochSecond() / VerifierFunction.SWEEP_PERIOD.toSeconds() % SLOTS;
        return Math.floorMod(cluster.name().hashCode(), SLOTS) == slot;
    }
}
