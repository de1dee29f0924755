package io.vaultsnapshot.demo;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The folder with one cluster's YAML, read as {@code kubectl apply -f} reads it. */
final class GeneratedManifests {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Path folder;
    private final List<Map<?, ?>> objects;

    private GeneratedManifests(Path folder, List<Map<?, ?>> objects) {
        this.folder = folder;
        this.objects = objects;
    }

    /**
     * Reads all YAML files of a folder.
     *
     * @throws WrongCallException if there are none, or one is not YAML
     */
    static GeneratedManifests read(Path folder) {
        List<Map<?, ?>> objects = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.yaml")) {
                for (Path file : files) {
                    readInto(objects, file);
                }
            } catch (IOException unreadable) {
                throw new WrongCallException(folder + " cannot be read: " + unreadable.getMessage());
            }
        }
        if (objects.isEmpty()) {
            throw new WrongCallException(
                    folder + " holds no YAML; write it with ./vault-snapshot manifests --out " + folder.getParent());
        }
        return new GeneratedManifests(folder, objects);
    }

    private static void readInto(List<Map<?, ?>> objects, Path file) throws IOException {
        try (MappingIterator<Map<?, ?>> documents = YAML.readerFor(Map.class).readValues(file.toFile())) {
            while (documents.hasNext()) {
                objects.add(documents.next());
            }
        }
    }

    /** Returns the pods of the one CronJob. */
    PodTemplate backupPod() {
        try {
            return objects.stream()
                    .filter(object -> "CronJob".equals(object.get("kind")))
                    .findFirst()
                    .map(cronJob -> PodTemplate.of(new JsonObject(cronJob)))
                    .orElseThrow(() -> new WrongCallException(folder + " holds no CronJob"));
        } catch (DocumentException incomplete) {
            throw new WrongCallException(folder + ": in the CronJob, " + incomplete.getMessage());
        }
    }

    /** Returns the entries of a ConfigMap, or empty when the folder does not have it: somebody else creates it then. */
    Optional<Map<String, String>> configMap(String name) {
        return objects.stream()
                .filter(object -> "ConfigMap".equals(object.get("kind")))
                .filter(object -> new JsonObject(object)
                        .optionalObject("metadata")
                        .flatMap(metadata -> metadata.optionalText("name"))
                        .filter(name::equals)
                        .isPresent())
                .findFirst()
                .map(GeneratedManifests::data);
    }

    private static Map<String, String> data(Map<?, ?> configMap) {
        Map<String, String> data = new LinkedHashMap<>();
        if (configMap.get("data") instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> data.put(String.valueOf(key), String.valueOf(value)));
        }
        return data;
    }

    /** Returns the script that lets the backup job log in. */
    Path setupScript() {
        return folder.resolve("configure-vault.sh");
    }
}
