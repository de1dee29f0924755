package io.vaultsnapshot.manifests;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultsnapshot.contract.settings.JsonSlip;
import io.vaultsnapshot.contract.settings.SettingsDocument;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The file with the settings: {@code cdk.json}, or the block alone. */
final class SettingsFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final Path file;

    SettingsFile(Path file) {
        this.file = file;
    }

    /**
     * Returns the settings.
     *
     * @throws UnreadableSettingsException when the file is not there, or is not a JSON object
     * @throws io.vaultsnapshot.contract.settings.InvalidSettingsException with every problem of the settings
     */
    SnapshotSettings read() {
        if (!Files.isRegularFile(file)) {
            throw new UnreadableSettingsException(file + (Files.isDirectory(file) ? " is a folder" : " does not exist")
                    + "; run this beside cdk.json, or name the file (--settings)");
        }
        String text = text(file);
        Optional<String> slip = JsonSlip.find(text);
        if (slip.isPresent()) {
            throw new UnreadableSettingsException(file + " is not a JSON object, " + slip.get());
        }
        return SettingsDocument.withSubscribers(
                SettingsDocument.parse(file.toString(), object(text), this::readBeside));
    }

    private Map<String, Object> readBeside(String path) {
        Path beside = file.resolveSibling(path);
        if (!Files.isRegularFile(beside)) {
            throw SettingsDocument.missing(
                    path, file.toString(), beside.toAbsolutePath().normalize().toString());
        }
        String text = text(beside);
        JsonSlip.find(text).ifPresent(slip -> {
            throw SettingsDocument.malformed(path, slip);
        });
        return object(text);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UnreadableSettingsException(file + " cannot be read as UTF-8: " + unreadable.getMessage());
        }
    }

    private static Map<String, Object> object(String text) {
        try {
            return JSON.readValue(text, OBJECT);
        } catch (IOException impossible) {
            throw new IllegalStateException("a JSON object that Jackson refuses", impossible);
        }
    }
}
