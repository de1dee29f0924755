package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.schedule.CronSchedule;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.contract.settings.InvalidSettingsException;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds the clusters whose due times are asked for: in a settings file, or made up around a schedule. */
final class ScheduledCluster {
    private static final String ANY_NAME = "schedule";

    private ScheduledCluster() {}

    /**
     * Returns a cluster with the given schedule and every other setting at its default.
     *
     * @throws IllegalArgumentException if schedule or zone is not one
     */
    static ClusterSettings of(String schedule, String zone) {
        try {
            // Says which part of the expression is wrong, where the settings' form only says what is allowed.
            CronSchedule.parse(schedule, ZoneOffset.UTC);
        } catch (IllegalArgumentException notCron) {
            throw new IllegalArgumentException("--schedule: " + notCron.getMessage(), notCron);
        }
        Map<String, String> cluster = Map.of(
                ClusterSetting.NAME.key(),
                ANY_NAME,
                ClusterSetting.SCHEDULE.key(),
                schedule,
                ClusterSetting.TIME_ZONE.key(),
                zone);
        Map<String, Object> block = Map.of(
                FleetSetting.ACCOUNT.key(),
                "000000000000",
                FleetSetting.REGION.key(),
                "eu-north-1",
                SettingsParser.CLUSTERS,
                List.of(cluster));
        try {
            return SettingsParser.parse(block).clusters().get(0);
        } catch (InvalidSettingsException invalid) {
            throw new IllegalArgumentException(
                    invalid.problems().stream()
                            .map(problem -> option(problem.path()) + ": " + problem.text())
                            .collect(Collectors.joining("; ")),
                    invalid);
        }
    }

    /**
     * Returns the clusters of a {@code cdk.json}, or of a file that holds the settings block itself.
     *
     * @throws IllegalArgumentException if they are not settings; the message says what to change
     * @throws IOException if the file cannot be read
     */
    static List<ClusterSettings> inFile(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    file + " does not exist; run this beside cdk.json, or name it (--settings), or give a --schedule");
        }
        Map<String, Object> root = Json.read(file);
        Map<?, ?> block = root.get("context") instanceof Map<?, ?> context
                        && context.get(SettingsParser.CONTEXT_KEY) instanceof Map<?, ?> inContext
                ? inContext
                : root;
        Map<String, Object> settings = new HashMap<>();
        block.forEach((key, value) -> settings.put(String.valueOf(key), value));
        try {
            return SettingsParser.parse(settings, path -> beside(file, path)).clusters();
        } catch (InvalidSettingsException invalid) {
            throw new IllegalArgumentException(file + ": " + invalid.getMessage(), invalid);
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static Map<String, ?> beside(Path file, String other) {
        try {
            return Json.read(file.resolveSibling(other));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String option(String path) {
        return path.endsWith(ClusterSetting.TIME_ZONE.key()) ? "--zone" : "--schedule";
    }
}
