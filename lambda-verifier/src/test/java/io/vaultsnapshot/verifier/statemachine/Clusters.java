package io.vaultsnapshot.verifier.statemachine;

import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings for tests: the seed's schedule, 02:00 UTC on weekdays, and else the defaults, such as a grace of 40 minutes. */
public final class Clusters {
    private static final String SCHEDULE = "0 2 * * 1-5";

    private Clusters() {}

    /** Returns settings with clusters of the given names. */
    public static SnapshotSettings settings(String... names) {
        return withSchedule(Arrays.asList(names), SCHEDULE);
    }

    /** Returns settings with clusters of the given names and another schedule. */
    public static SnapshotSettings withSchedule(List<String> names, String schedule) {
        List<Map<String, String>> clusters = names.stream()
                .map(name -> Map.of("name", name, "writerRole", "writer-" + name, "schedule", schedule))
                .toList();
        return SettingsParser.parse(
                Map.of("account", "111122223333", "region", "eu-north-1", "bucket", "snapshots", "clusters", clusters));
    }

    /** Returns the settings of one cluster with other keys than {@link #settings(String...)} has. */
    public static ClusterSettings cluster(String name, Map<String, ?> keys) {
        Map<String, Object> cluster =
                new LinkedHashMap<>(Map.of("name", name, "writerRole", "writer", "schedule", SCHEDULE));
        cluster.putAll(keys);
        return SettingsParser.parse(Map.of(
                        "account",
                        "111122223333",
                        "region",
                        "eu-north-1",
                        "bucket",
                        "snapshots",
                        "clusters",
                        List.of(cluster)))
                .clusters()
                .get(0);
    }

    /** Returns settings with the given clusters. */
    public static SnapshotSettings settings(List<ClusterSettings> clusters) {
        return settings("one").withClusters(clusters);
    }

    /** Returns the settings of one cluster. */
    public static ClusterSettings cluster(String name) {
        return settings(name).clusters().get(0);
    }
}
