package io.vaultsnapshot.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that the settings allow and that YAML 1.1, which kubectl reads, takes for something else unless quoted. */
class YamlQuotingTest {
    @ParameterizedTest
    @ValueSource(strings = {"on", "no", "y", "null", "1e3", "0x1f", "0755", "12345", "1-2-3", "2001-01-01"})
    void everyNumberDateOrBooleanLikeName_staysText(String name) {
        SnapshotSettings settings = SettingsParser.parse(Map.of(
                "account", "111122223333",
                "region", "eu-north-1",
                "clusters",
                        List.of(Map.of(
                                "name", "demo",
                                "vaultAddress", "https://vault",
                                "namespace", name,
                                "serviceAccount", name,
                                "vaultRole", name,
                                "vaultAudience", name,
                                "vaultCaConfigMap", name))));
        Map<String, String> files =
                new ClusterManifests(settings, settings.clusters().get(0)).render();
        assertText(name, one(files, "00-namespace.yaml").at("/metadata/name"));
        assertText(name, one(files, "10-service-account.yaml").at("/metadata/namespace"));
        JsonNode pod = one(files, "40-backup-cronjob.yaml").at("/spec/jobTemplate/spec/template/spec");
        assertText(name, pod.at("/serviceAccountName"));
        assertText(name, pod.at("/volumes/4/projected/sources/0/serviceAccountToken/audience"));
        assertText(name, pod.at("/volumes/5/configMap/name"));
        for (JsonNode variable : pod.at("/initContainers/0/env")) {
            assertTrue(variable.path("value").isTextual(), variable.toString());
        }
    }

    private static JsonNode one(Map<String, String> files, String file) {
        return RenderedCluster.parse(files.getOrDefault(file, "")).get(0);
    }

    private static void assertText(String expected, JsonNode actual) {
        assertTrue(actual.isTextual(), actual.toString());
        assertEquals(expected, actual.asText());
    }
}
