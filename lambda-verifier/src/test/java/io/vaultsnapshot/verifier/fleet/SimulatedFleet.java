package io.vaultsnapshot.verifier.fleet;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.settings.SettingsBlock;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.snapshot.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A fleet with a snapshot a day for each cluster. The first clusters are due at 02:00, all others at 14:00; the clock of
 * the simulation passes 02:40, when the first ones are overdue.
 *
 * @param clusters how many clusters there are
 * @param snapshots how many snapshots each has
 */
record SimulatedFleet(int clusters, int snapshots) {
    static final String BUCKET = "snapshots";
    static final Instant TODAY = Instant.parse("2026-11-24T00:00:00Z");

    private static final Duration EARLY = Duration.ofHours(2).plusMinutes(5);
    private static final Duration LATE = Duration.ofHours(14).plusMinutes(5);

    /** Returns the fleet of the size that the build asks for; by default one small enough for every build. */
    static SimulatedFleet ofTheBuild() {
        return new SimulatedFleet(
                Integer.getInteger("fleet.clusters", 1_200), Integer.getInteger("fleet.snapshots", 100));
    }

    /** Clusters whose backup fails today. */
    int stale() {
        return clusters / 20;
    }

    /** Clusters whose snapshot arrives today, but not its event. */
    int lost() {
        return clusters / 200;
    }

    /** Clusters whose snapshot arrives today as it should. */
    int arrived() {
        return clusters / 100;
    }

    int early() {
        return stale() + lost() + arrived();
    }

    boolean isEarly(int cluster) {
        return cluster < early();
    }

    String name(int cluster) {
        return "cluster-%05d".formatted(cluster);
    }

    /** Returns the snapshot that a cluster took so many days before today. */
    SnapshotKey key(int cluster, int daysAgo) {
        Instant taken = TODAY.plus(isEarly(cluster) ? EARLY : LATE).minus(Duration.ofDays(daysAgo));
        return new SnapshotKey(name(cluster), taken);
    }

    /** Returns the settings as the function's layer holds them. */
    String settings() {
        List<Map<String, String>> each = IntStream.range(0, clusters)
                .mapToObj(cluster -> Map.of(
                        "name",
                        name(cluster),
                        "writerRole",
                        "writer-" + cluster,
                        "schedule",
                        isEarly(cluster) ? "0 2 * * *" : "0 14 * * *"))
                .toList();
        SnapshotSettings settings = SettingsParser.parse(
                Map.of("account", "111122223333", "region", "eu-north-1", "bucket", BUCKET, "clusters", each));
        return Json.write(SettingsBlock.of(settings));
    }
}
