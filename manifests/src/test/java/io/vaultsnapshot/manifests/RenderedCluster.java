package io.vaultsnapshot.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The first cluster of a settings file, rendered once, and its YAML as another library than the writer reads it. */
public final class RenderedCluster {
    /** Nothing but what has no default. */
    public static final RenderedCluster MINIMAL = new RenderedCluster("minimal");
    /** Every setting, each with another value than the default. */
    public static final RenderedCluster FULL = new RenderedCluster("full");

    /** With a restore drill, an awskms seal with keys in two regions, and else nothing but what has no default. */
    public static final RenderedCluster DRILL = new RenderedCluster("drill");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final String name;
    private final SnapshotSettings settings;
    private final Map<String, String> files;

    private RenderedCluster(String name) {
        this.name = name;
        this.settings = new SettingsFile(settingsFile(name)).read();
        this.files = new ClusterManifests(settings, settings.clusters().get(0)).render();
    }

    static Path settingsFile(String name) {
        return Path.of("src/test/resources/settings", name + ".json");
    }

    public SnapshotSettings settings() {
        return settings;
    }

    public ClusterSettings cluster() {
        return settings.clusters().get(0);
    }

    Map<String, String> files() {
        return files;
    }

    /** Returns the only object of that kind and name in all files. */
    public JsonNode object(String kind, String objectName) {
        List<JsonNode> found = objects().stream()
                .filter(each -> each.path("kind").asText().equals(kind))
                .filter(each -> each.path("metadata").path("name").asText().equals(objectName))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " objects " + kind + "/" + objectName + " in " + name);
        }
        return found.get(0);
    }

    /** Returns all objects in the order in which kubectl applies them. */
    public List<JsonNode> objects() {
        List<JsonNode> objects = new ArrayList<>();
        files.forEach((file, text) -> {
            if (file.endsWith(".yaml")) {
                objects.addAll(parse(text));
            }
        });
        return objects;
    }

    public static List<JsonNode> parse(String yaml) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(yaml)) {
            return documents.readAll();
        } catch (IOException notYaml) {
            throw new AssertionError("not YAML: " + notYaml.getMessage(), notYaml);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
