package io.vaultsnapshot.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder with one cluster's YAML, read as {@code kubectl apply -f} reads it. */
final class GeneratedManifests {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Path folder;
    private final List<JsonNode> objects;

    private GeneratedManifests(Path folder, List<JsonNode> objects) {
        this.folder = folder;
        this.objects = objects;
    }

    /**
     * Reads all YAML files of a folder.
     *
     * @throws WrongCallException if there are none, or one is not YAML
     */
    static GeneratedManifests read(Path folder) {
        List<JsonNode> objects = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.yaml")) {
                for (Path file : files) {
                    try (MappingIterator<JsonNode> documents =
                            YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
                        documents.forEachRemaining(objects::add);
                    }
                }
            } catch (IOException unreadable) {
                throw new WrongCallException("cannot read " + folder + ": " + unreadable.getMessage());
            }
        }
        if (objects.isEmpty()) {
            throw new WrongCallException(
                    folder + " holds no YAML; write it with ./vault-snapshot manifests --out " + folder.getParent());
        }
        return new GeneratedManifests(folder, objects);
    }

    /** Returns the one CronJob. */
    JsonNode cronJob() {
        return ofKind("CronJob").findFirst().orElseThrow(() -> new WrongCallException(folder + " holds no CronJob"));
    }

    /** Returns the entries of a ConfigMap, or empty when the folder does not hold it. Then the operator creates it. */
    Optional<Map<String, String>> configMap(String name) {
        return ofKind("ConfigMap")
                .filter(each -> each.at("/metadata/name").asText().equals(name))
                .findFirst()
                .map(GeneratedManifests::entries);
    }

    private static Map<String, String> entries(JsonNode configMap) {
        Map<String, String> entries = new LinkedHashMap<>();
        configMap
                .path("data")
                .properties()
                .forEach(entry -> entries.put(entry.getKey(), entry.getValue().asText()));
        return entries;
    }

    private Stream<JsonNode> ofKind(String kind) {
        return objects.stream().filter(each -> each.path("kind").asText().equals(kind));
    }

    /** Returns the script that lets the backup job log in. */
    Path setupScript() {
        return folder.resolve("configure-vault.sh").toAbsolutePath();
    }
}
