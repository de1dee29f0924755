package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.schedule.DurationText;
import io.vaultsnapshot.testing.GeneratedBlock;
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

    /** Returns the numbers that follow from the settings, with the constants that their formulas use. */
    static String derived() {
        String table = GeneratedBlock.row("number", "how it is derived")
                + "|---|---|\n"
                + GeneratedBlock.row(
                        "how old the newest snapshot may become",
                        "the longest gap of `%s` + `%s` + `%s`"
                                .formatted(
                                        ClusterSetting.SCHEDULE,
                                        ClusterSetting.STARTING_DEADLINE,
                                        ClusterSetting.JOB_DEADLINE))
                + GeneratedBlock.row(
                        "how old the newest proven snapshot may become",
                        "`%s`; by default the number above + one sweep (%s), in full hours"
                                .formatted(ClusterSetting.RPO, DurationText.of(VerifierFunction.SWEEP_PERIOD)));
        table += GeneratedBlock.row(
                "how long a job may take",
                "`%s`; by default the time to handle `%s` at %d MiB/s, at least %s"
                        .formatted(
                                ClusterSetting.JOB_DEADLINE,
                                ClusterSetting.SHARE_SIZE_MIB,
                                Deadlines.SLOWEST_JOB_MIB_PER_SECOND,
                                DurationText.of(Deadlines.LEAST_JOB)));
        table += GeneratedBlock.row(
                "how long nobody can delete a snapshot",
                "`%s`; by default the longest `%s` or `%s` of any cluster + %s, in full days; at least that + %s"
                        .formatted(
                                FleetSetting.LOCK_DAYS,
                                ClusterSetting.RPO,
                                DrillSetting.RESTORED_WITHIN,
                                DurationText.of(LockRules.REACTION),
                                DurationText.of(LockRules.LEAST_REACTION)));
        return table
                + GeneratedBlock.row(
                        "the function's time-out",
                        "the time to read the largest `%s` twice at %d MiB/s + %s; at least %s, at most %s"
                                .formatted(
                                        ClusterSetting.SHARE_SIZE_MIB,
                                        DerivedSettings.SLOWEST_MIB_PER_SECOND,
                                        DurationText.of(VerifierFunction.RESERVE),
                                        DurationText.of(DerivedSettings.LEAST_TIMEOUT),
                                        DurationText.of(VerifierFunction.TIMEOUT)));
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
