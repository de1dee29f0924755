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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The clusters whose due times are shown: those of a settings file, or one that has only a schedule. */
final class ScheduledCluster {
    private static final String ANY_NAME = "schedule";

    private ScheduledCluster() {}

    /**
     * Returns a cluster with the given schedule and every other setting at its default.
     *
     * @throws IllegalArgumentException if the schedule or the zone is not valid; the message names the option
     */
    static ClusterSettings of(String schedule, String zone) {
        try {
            // This says which part of the expression is wrong. The settings only say what is allowed.
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
     * Returns the clusters of a {@code cdk.json}, or of a file that holds only the settings block.
     *
     * @throws IllegalArgumentException if the settings are not valid; the message says what to change
     * @throws IOException if the file cannot be read
     */
    static List<ClusterSettings> inFile(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    file + " does not exist; run this beside cdk.json, or name it (--settings), or give a --schedule");
        }
        Map<String, Object> root = read(file);
        Map<?, ?> block = root.get("context") instanceof Map<?, ?> context
                        && context.get(SettingsParser.CONTEXT_KEY) instanceof Map<?, ?> inContext
                ? inContext
                : root;
        Map<String, Object> settings = new HashMap<>();
        block.forEach((key, value) -> settings.put(String.valueOf(key), value));
        try {
            return SettingsParser.parse(settings, other -> readBeside(file, other))
                    .clusters();
        } catch (InvalidSettingsException invalid) {
            throw new IllegalArgumentException(file + ": " + invalid.getMessage(), invalid);
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static Map<String, ?> readBeside(Path file, String other) {
        try {
            return read(file.resolveSibling(other));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, Object> read(Path file) throws IOException {
        try {
            return Json.read(file);
        } catch (NoSuchFileException missing) {
            throw new IOException(file + " does not exist", missing);
        } catch (IOException unreadable) {
            throw new IOException(file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static String option(String path) {
        return path.endsWith(ClusterSetting.TIME_ZONE.key()) ? "--zone" : "--schedule";
    }
}
