package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.document.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The schema file for editors. {@code -Dgolden.update=true} rewrites it. */
class SettingsSchemaTest {
    private static final Path FILE = Path.of("../docs/settings.schema.json");

    @Test
    void file_schema_isThatOfTheDeclarations() throws IOException {
        String schema = Json.pretty(SettingsSchema.document()) + "\n";
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(FILE, schema);
        }

        assertEquals(Files.readString(FILE), schema);
    }

    /** An editor must not underline what the program takes. */
    @Test
    void schema_ofEverySetting_takesItsDefault() {
        ClusterSettings cluster = SettingsParser.parse(SettingsSamples.withCluster(Map.of("drillSchedule", "@weekly")))
                .clusters()
                .get(0);
        for (ClusterSetting<?> setting : ClusterSetting.values()) {
            setting.write(cluster)
                    .ifPresent(value -> assertTrue(takes(setting.schema(), value), setting + " " + value));
        }
    }

    @Test
    void schema_valuesThatAreRefused_areUnderlined() {
        for (Map.Entry<ClusterSetting<?>, Object> wrong : Map.<ClusterSetting<?>, Object>of(
                        ClusterSetting.NAMESPACE, "Vault",
                        ClusterSetting.TOKEN_TTL, 59,
                        ClusterSetting.VAULT_AUDIENCE, "a`b",
                        ClusterSetting.VAULT_IMAGE, "hashicorp/vault:latest",
                        ClusterSetting.SERVER, "consul",
                        ClusterSetting.VAULT_ADDRESS, "vault:8200",
                        ClusterSetting.SHARE_SIZE_MIB, "2048")
                .entrySet()) {
            assertFalse(takes(wrong.getKey().schema(), wrong.getValue()), wrong::toString);
        }
        assertFalse(takes(FleetSetting.REGION.schema(), "eu-north-7"));
    }

    /** The five keywords that the settings use. */
    private static boolean takes(Map<String, ?> schema, Object value) {
        Object pattern = schema.get("pattern");
        boolean typed =
                switch (String.valueOf(schema.get("type"))) {
                    case "string" -> value instanceof String;
                    case "integer" -> value instanceof Integer;
                    case "boolean" -> value instanceof Boolean;
                    default -> schema.get("enum") instanceof List<?> allowed && allowed.contains(value);
                };
        return typed
                && (pattern == null || value.toString().matches(pattern.toString()))
                && Stream.of("minimum", "maximum").allMatch(limit -> within(schema.get(limit), limit, value));
    }

    private static boolean within(Object bound, String limit, Object value) {
        return !(bound instanceof Integer number)
                || (limit.equals("minimum") ? (int) value >= number : (int) value <= number);
    }
}
