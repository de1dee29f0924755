package io.vaultsnapshot.contract.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON Schema of the settings, for editors: as {@code cdk.json} has them, and as a file of their own. It follows from the
 * declarations of the settings.
 *
 * <p>Source: JSON Schema draft-07, which editors such as VS Code and those of JetBrains read.
 */
final class SettingsSchema {
    private SettingsSchema() {}

    static Map<String, Object> document() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put(SettingsParser.SCHEMA, "http://json-schema.org/draft-07/schema#");
        root.put("title", "Settings of Vault Snapshot");
        root.put("if", Map.of("anyOf", List.of(requires("context"), requires("app"))));
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("type", "object");
        context.put("required", List.of(SettingsParser.CONTEXT_KEY));
        context.put("properties", Map.of(SettingsParser.CONTEXT_KEY, reference("block")));
        root.put("then", Map.of("properties", Map.of("context", context)));
        root.put("else", reference("block"));
        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put("block", block());
        definitions.put("alert", object(AlertSetting.values(), Map.of(), List.of()));
        definitions.put("cluster", object(ClusterSetting.values(), Map.of(), List.of()));
        root.put("definitions", definitions);
        return root;
    }

    /** Either the settings, or the name of the file that holds them. */
    private static Map<String, Object> block() {
        Map<String, Object> lists = new LinkedHashMap<>();
        lists.put(SettingsParser.ALERTS, listOf("alert", 0, "Who is told."));
        lists.put(SettingsParser.CLUSTERS, listOf("cluster", 1, "The clusters whose servers are backed up."));
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("type", "string");
        file.put("description", "The file that holds the settings, beside the file that names it.");
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("type", "object");
        named.put("properties", Map.of(SettingsParser.SETTINGS_FILE, file));
        named.put("additionalProperties", false);
        Map<String, Object> either = new LinkedHashMap<>();
        either.put("if", requires(SettingsParser.SETTINGS_FILE));
        either.put("then", named);
        either.put("else", object(FleetSetting.values(), lists, List.of(SettingsParser.CLUSTERS)));
        return either;
    }

    private static Map<String, Object> object(
            List<? extends Setting<?, ?>> settings, Map<String, Object> others, List<String> alsoRequired) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Setting<?, ?> setting : settings) {
            properties.put(setting.key(), property(setting));
            if (setting.required()) {
                required.add(setting.key());
            }
        }
        properties.putAll(others);
        if (!others.isEmpty()) {
            properties.put(SettingsParser.SCHEMA, Map.of("type", "string"));
        }
        required.addAll(alsoRequired);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("properties", properties);
        object.put("required", required);
        object.put("additionalProperties", false);
        return object;
    }

    private static Map<String, Object> property(Setting<?, ?> setting) {
        String absent =
                setting.defaultText().map(text -> " Default: " + text + ".").orElse("");
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("description", setting.meaning() + " It is " + setting.allowed() + "." + absent);
        property.putAll(new TreeMap<>(setting.schema()));
        return property;
    }

    private static Map<String, Object> listOf(String definition, int least, String description) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("description", description);
        list.put("type", "array");
        list.put("minItems", least);
        list.put("items", reference(definition));
        return list;
    }

    private static Map<String, Object> requires(String key) {
        return Map.of("required", List.of(key));
    }

    private static Map<String, Object> reference(String definition) {
        return Map.of("$ref", "#/definitions/" + definition);
    }
}
