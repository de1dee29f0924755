package io.vaultsnapshot.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultsnapshot.contract.settings.InvalidSettingsException;
import io.vaultsnapshot.contract.settings.JsonSlip;
import io.vaultsnapshot.contract.settings.SettingsDocument;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SettingsProblem;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.io.IOException;
import java.nio.file.Files;
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
            throw new InvalidSettingsException(List.of(new SettingsProblem(
                    SettingsParser.CONTEXT_KEY, "is missing; must be an object under \"context\" in cdk.json")));
        }
        Map<String, Object> byKey = new LinkedHashMap<>();
        block.forEach((key, value) -> byKey.put(String.valueOf(key), value));
        return SettingsDocument.withSubscribers(SettingsParser.parse(byKey, ContextSettings::readFile));
    }

    /** The path is relative to the working directory, which is cdk.json's when the CDK CLI runs the app. */
    private static Map<String, Object> readFile(String path) {
        Path file = Path.of(path);
        if (!Files.isRegularFile(file)) {
            throw SettingsDocument.missing(
                    path, "cdk.json", file.toAbsolutePath().normalize().toString());
        }
        try {
            String text = Files.readString(file);
            JsonSlip.find(text).ifPresent(slip -> {
                throw SettingsDocument.malformed(path, slip);
            });
            return JSON.readValue(text, OBJECT);
        } catch (IOException unreadable) {
            throw SettingsDocument.malformed(path, "it cannot be read as UTF-8: " + unreadable.getMessage());
        }
    }
}
