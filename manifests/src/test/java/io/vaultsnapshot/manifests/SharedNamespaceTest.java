package io.vaultsnapshot.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The article's IAM role names the namespace {@code vault}, so its readers put the backup beside the server. */
class SharedNamespaceTest {
    @Test
    void serversNamespace_isWarnedAboutButNotEnforced() {
        JsonNode labels = labels("vault");
        assertFalse(labels.has("pod-security.kubernetes.io/enforce"), "the server's pods would not start again");
        assertEquals(
                "restricted", labels.path("pod-security.kubernetes.io/warn").asText());
    }

    @Test
    void anyOtherNamespace_isEnforced() {
        assertEquals(
                "restricted",
                labels("vault-backup")
                        .path("pod-security.kubernetes.io/enforce")
                        .asText());
    }

    private static JsonNode labels(String namespace) {
        SnapshotSettings settings = SettingsParser.parse(Map.of(
                "account", "111122223333",
                "region", "eu-north-1",
                "clusters", List.of(Map.of("name", "demo", "namespace", namespace))));
        String yaml = new ClusterManifests(settings, settings.clusters().get(0))
                .render()
                .get("00-namespace.yaml");
        return RenderedCluster.parse(yaml).get(0).at("/metadata/labels");
    }
}
