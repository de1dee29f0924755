package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.GeneratedBlock;

/** The reference of all settings, as README.md has it. */
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

    private static String table(Setting... keys) {
        StringBuilder table = new StringBuilder(GeneratedBlock.row("key", "default", "allowed", "meaning"));
        table.append("|---|---|---|---|\n");
        for (Setting key : keys) {
            String none = key.required() ? "required" : "none";
            table.append(GeneratedBlock.row(
                    "`" + key.key() + "`",
                    key.defaultText()
                            .map(text -> "`" + text.replace(" or ", "` or `") + "`")
                            .orElse(none),
                    key.form().description(),
                    key.meaning()));
        }
        return table.toString();
    }
}
