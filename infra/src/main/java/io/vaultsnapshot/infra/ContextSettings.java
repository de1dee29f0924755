package io.vaultsnapshot.infra;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.contract.settings.InvalidSettingsException;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SettingsProblem;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.constructs.Node;

/** Reads the settings block from the CDK context, and from the file that it names. */
final class ContextSettings {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private ContextSettings() {}

    /**
     * Returns the settings.
     *
     * @throws InvalidSettingsException when there are none or they are wrong
     */
    static SnapshotSettings read(Node node) {
        if (!(node.tryGetContext(SettingsParser.CONTEXT_KEY) instanceof Map<?, ?> block)) {
            throw invalid(SettingsParser.CONTEXT_KEY, "is missing; must be an object under \"context\" in cdk.json");
        }
        Map<String, Object> byKey = new LinkedHashMap<>();
        block.forEach((key, value) -> byKey.put(String.valueOf(key), value));
        SnapshotSettings settings = SettingsParser.parse(byKey, ContextSettings::readFile);
        if (settings.alerts().isEmpty() && !settings.get(FleetSetting.ALLOW_NO_SUBSCRIBERS)) {
            throw invalid(
                    SettingsParser.ALERTS,
                    "is empty, so no message is sent when a backup fails; add a subscriber, such as {\"protocol\":"
                            + " \"email\", \"endpoint\": \"oncall@example.com\"}, or allow it: \""
                            + FleetSetting.ALLOW_NO_SUBSCRIBERS + "\": true");
        }
        return settings;
    }

    /** The path is relative to the working directory, which is cdk.json's when the CDK CLI runs the app. */
    private static Map<String, Object> readFile(String path) {
        try {
            JsonNode content = JSON.readTree(Path.of(path).toFile());
            if (content.isObject()) {
                return JSON.convertValue(content, OBJECT);
            }
            throw invalid(SettingsParser.SETTINGS_FILE, "'" + path + "' does not hold a JSON object");
        } catch (JacksonException malformed) {
            throw invalid(
                    SettingsParser.SETTINGS_FILE,
                    "'" + path + "' is not JSON, line "
                            + malformed.getLocation().getLineNr() + ": " + malformed.getOriginalMessage());
        } catch (IOException unreadable) {
            throw invalid(SettingsParser.SETTINGS_FILE, "cannot be read: " + unreadable.getMessage());
        }
    }

    private static InvalidSettingsException invalid(String path, String problem) {
        return new InvalidSettingsException(List.of(new SettingsProblem(path, problem)));
    }
}
