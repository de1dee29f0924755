package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.GeneratedBlock;
import java.util.List;

/** The reference of all settings, as docs/settings.md has it. */
final class SettingsTable {
    private SettingsTable() {}

    static String markdown() {
        return "\nAt the top:\n\n"
                + table(FleetSetting.values())
                + "\nEach entry of `" + SettingsParser.ALERTS + "` (a list, may be left out):\n\n"
                + table(AlertSetting.values())
                + "\nEach entry of `" + SettingsParser.CLUSTERS + "` (a list, at least one):\n\n"
                + table(ClusterSetting.values())
                + "\n";
    }

    /** Returns the settings that are refused because they are not built yet. */
    static String unbuilt() {
        StringBuilder table = new StringBuilder(GeneratedBlock.row("key", "what happens instead"));
        table.append("|---|---|\n");
        for (UnbuiltSetting setting : UnbuiltSetting.values()) {
            table.append(GeneratedBlock.row("`" + setting.key() + "`", setting.instead()));
        }
        return table.toString();
    }

    private static String table(List<? extends Setting<?, ?>> settings) {
        StringBuilder table = new StringBuilder(GeneratedBlock.row("key", "default", "allowed", "meaning"));
        table.append("|---|---|---|---|\n");
        for (Setting<?, ?> setting : settings) {
            String none = setting.required() ? "required" : "none";
            table.append(GeneratedBlock.row(
                    "`" + setting.key() + "`",
                    setting.defaultText()
                            .map(text -> "`" + text.replace(" or ", "` or `") + "`")
                            .orElse(none),
                    setting.allowed(),
                    setting.meaning()));
        }
        return table.toString();
    }
}
