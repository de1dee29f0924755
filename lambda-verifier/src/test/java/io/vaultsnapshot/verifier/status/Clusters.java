package io.vaultsnapshot.verifier.status;

import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings for tests: the seed's defaults, schedule 02:00 UTC on weekdays, grace 40 minutes. */
public final class Clusters {
    private Clusters() {}

    /** Returns settings with clusters of the given names. */
    public static SnapshotSettings settings(String... names) {
        List<Map<String, String>> clusters = Arrays.stream(names)
                .map(name -> Map.of("name", name, "writerRole", "writer-" + name))
                .toList();
        return SettingsParser.parse(
                Map.of("account", "111122223333", "region", "eu-north-1", "bucket", "snapshots", "clusters", clusters));
    }

    /** Returns the settings of one cluster with other keys than the defaults. */
    public static ClusterSettings cluster(String name, Map<String, ?> keys) {
        Map<String, Object> cluster = new LinkedHashMap<>(keys);
        cluster.put("name", name);
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

    /** Returns the settings of one cluster. */
    public static ClusterSettings cluster(String name) {
        return settings(name).clusters().get(0);
    }
}
