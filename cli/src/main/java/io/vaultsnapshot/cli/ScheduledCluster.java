package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.schedule.CronSchedule;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.contract.settings.InvalidSettingsException;
import io.vaultsnapshot.contract.settings.JsonSlip;
import io.vaultsnapshot.contract.settings.SettingsDocument;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        return settingsIn(file).clusters();
    }

    /** As {@link #inFile}, with the settings of the fleet. */
    static SnapshotSettings settingsIn(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + (Files.isDirectory(file) ? " is a folder" : " does not exist")
                    + "; run this beside cdk.json, or name the file (--settings), or give a --schedule");
        }
        String text = Files.readString(file);
        Optional<String> slip = JsonSlip.find(text);
        if (slip.isPresent()) {
            throw new IllegalArgumentException(file + " is not a JSON object, " + slip.get());
        }
        try {
            return SettingsDocument.parse(file.toString(), Json.read(text), path -> readBeside(file, path));
        } catch (InvalidSettingsException invalid) {
            throw new IllegalArgumentException(file + ": " + invalid.getMessage(), invalid);
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static Map<String, ?> readBeside(Path file, String path) {
        Path beside = file.resolveSibling(path);
        if (!Files.isRegularFile(beside)) {
            throw SettingsDocument.missing(
                    path, file.toString(), beside.toAbsolutePath().normalize().toString());
        }
        try {
            String text = Files.readString(beside);
            JsonSlip.find(text).ifPresent(slip -> {
                throw SettingsDocument.malformed(path, slip);
            });
            return Json.read(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String option(String path) {
        return path.endsWith(ClusterSetting.TIME_ZONE.key()) ? "--zone" : "--schedule";
    }
}
