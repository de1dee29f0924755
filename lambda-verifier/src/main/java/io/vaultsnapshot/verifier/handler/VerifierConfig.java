package io.vaultsnapshot.verifier.handler;

import io.vaultsnapshot.contract.env.VerifierEnv;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.contract.settings.InvalidSettingsException;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.store.WriteEncryption;
import io.vaultsnapshot.verifier.alerts.AlertLinks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The function's configuration, from its environment.
 *
 * @param settings the fleet's settings, from the layer's file
 * @param bucket the bucket's name
 * @param encryption how what is written to the bucket is encrypted
 * @param topicArn the topic that alerts go to
 * @param eventBus the bus that gets an event for each alert and each change, or null for none
 */
record VerifierConfig(
        SnapshotSettings settings,
        String bucket,
        WriteEncryption encryption,
        String topicArn,
        @Nullable String eventBus) {
    /**
     * Reads the environment.
     *
     * @param env returns a variable's value, or null when it is not set
     * @throws IllegalStateException that lists everything that is missing or wrong; fails the cold start
     */
    static VerifierConfig read(Function<String, @Nullable String> env) {
        Map<VerifierEnv, String> values = new EnumMap<>(VerifierEnv.class);
        List<String> problems = new ArrayList<>();
        for (VerifierEnv variable : VerifierEnv.values()) {
            String value = env.apply(variable.name());
            if (value != null && !value.isBlank()) {
                values.put(variable, value);
            } else if (variable.required()) {
                problems.add(variable.name() + " is not set: " + variable.meaning());
            }
        }
        String settingsFile = values.get(VerifierEnv.SETTINGS_FILE);
        SnapshotSettings settings = settingsFile == null ? null : settings(Path.of(settingsFile), problems);
        if (settings == null || !problems.isEmpty()) {
            throw new IllegalStateException("The verifier cannot start:\n  " + String.join("\n  ", problems));
        }
        return new VerifierConfig(
                settings,
                required(values, VerifierEnv.SNAPSHOT_BUCKET),
                new WriteEncryption(values.get(VerifierEnv.BUCKET_KEY_ARN)),
                required(values, VerifierEnv.ALERT_TOPIC_ARN),
                values.get(VerifierEnv.EVENT_BUS));
    }

    /** Returns where the alerts' readers find more. */
    AlertLinks links() {
        return new AlertLinks(bucket, settings.get(FleetSetting.RUNBOOK), this::zone);
    }

    /** A cluster that is no longer in the settings can still have an alert that was not delivered. */
    private ZoneId zone(String cluster) {
        return settings.cluster(cluster)
                .map(each -> each.get(ClusterSetting.TIME_ZONE))
                .orElse(ZoneOffset.UTC);
    }

    private static @Nullable SnapshotSettings settings(Path file, List<String> problems) {
        try {
            return SettingsParser.parse(Json.read(file));
        } catch (IOException | InvalidSettingsException unreadable) {
            problems.add(VerifierEnv.SETTINGS_FILE.name() + " " + file + ": " + unreadable.getMessage());
            return null;
        }
    }

    private static String required(Map<VerifierEnv, String> values, VerifierEnv variable) {
        String value = values.get(variable);
        if (value == null) {
            throw new IllegalStateException(variable.name() + " is not set");
        }
        return value;
    }
}
