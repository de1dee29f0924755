package io.vaultsnapshot.manifests;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code cdk.json}, as far as the manifests need it: the settings block in its context. */
final class SettingsFile {
    // A lenient reader silently drops one of two equal keys, which could be a backup's schedule.
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;

    SettingsFile(Path file) {
        this.file = file;
    }

    /**
     * Returns the settings.
     *
     * @throws UnreadableSettingsException when there is no settings block to read
     * @throws io.vaultsnapshot.contract.settings.InvalidSettingsException with every problem of the block
     */
    SnapshotSettings read() {
        Map<String, Object> root = object(file);
        if (root.get("context") instanceof Map<?, ?> context
                && context.get(SettingsParser.CONTEXT_KEY) instanceof Map<?, ?> block) {
            return SettingsParser.parse(textKeys(block), path -> object(file.resolveSibling(path)));
        }
        throw new UnreadableSettingsException(
                file + " has no object '" + SettingsParser.CONTEXT_KEY + "' in its 'context'");
    }

    private static Map<String, Object> object(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UnreadableSettingsException(
                    file + " does not exist; run this beside it, or name it (--settings)");
        }
        @Nullable Map<String, Object> object;
        try {
            object = JSON.readValue(file.toFile(), new TypeReference<@Nullable Map<String, Object>>() {});
        } catch (JsonProcessingException notJson) {
            throw new UnreadableSettingsException(
                    file + place(notJson.getLocation()) + " is not a JSON object: " + reason(notJson));
        } catch (IOException unreadable) {
            throw new UnreadableSettingsException(file + " cannot be read: " + unreadable.getMessage());
        }
        if (object == null) {
            throw new UnreadableSettingsException(file + " is not a JSON object but null");
        }
        return object;
    }

    /** Returns Jackson's own message without the file and line, which the caller has. */
    private static String reason(JsonProcessingException notJson) {
        String firstLine = notJson.getOriginalMessage().lines().findFirst().orElse("no reason known");
        int source = firstLine.indexOf(" (start marker at ");
        return source < 0 ? firstLine : firstLine.substring(0, source);
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : ":" + location.getLineNr() + ":" + location.getColumnNr();
    }

    @SuppressWarnings("unchecked") // An object that Jackson read has text keys.
    private static Map<String, Object> textKeys(Map<?, ?> object) {
        return (Map<String, Object>) object;
    }
}
