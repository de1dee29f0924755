package io.vaultsnapshot.contract.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings blocks to start from. */
final class SettingsSamples {
    private SettingsSamples() {}

    /** Returns the smallest block there is. */
    static Map<String, Object> minimal() {
        return withCluster(Map.of());
    }

    /** Returns the smallest block with one more key in its cluster. */
    static Map<String, Object> withCluster(String key, Object value) {
        return withCluster(Map.of(key, value));
    }

    /** Returns the smallest block with more keys in its cluster. */
    static Map<String, Object> withCluster(Map<String, ?> keys) {
        Map<String, Object> cluster = new LinkedHashMap<>(Map.of("name", "prod"));
        cluster.putAll(keys);
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("account", "123456789012");
        block.put("region", "eu-north-1");
        block.put("clusters", List.of(cluster));
        return block;
    }

    /** Returns the settings of a cluster with some keys and the defaults of the others. */
    static ClusterSettings cluster(Map<String, ?> keys) {
        return SettingsParser.parse(withCluster(keys)).clusters().get(0);
    }
}
