package io.vaultsnapshot.contract.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns settings back into the block that {@link SettingsParser} reads, with every default written out. */
public final class SettingsBlock {
    private SettingsBlock() {}

    /** Returns the block: maps, lists, texts and numbers in a fixed order. */
    public static Map<String, Object> of(SnapshotSettings settings) {
        Map<String, Object> block = of(FleetSetting.values(), settings);
        block.put(
                SettingsParser.ALERTS,
                settings.alerts().stream()
                        .map(alert -> of(AlertSetting.values(), alert))
                        .toList());
        block.put(
                SettingsParser.CLUSTERS,
                settings.clusters().stream().map(SettingsBlock::of).toList());
        return block;
    }

    static Map<String, Object> of(ClusterSettings cluster) {
        return of(ClusterSetting.values(), cluster);
    }

    private static <B> Map<String, Object> of(List<? extends Setting<B, ?>> all, B settings) {
        Map<String, Object> block = new LinkedHashMap<>();
        for (Setting<B, ?> setting : all) {
            setting.write(settings).ifPresent(value -> block.put(setting.key(), value));
        }
        return block;
    }
}
