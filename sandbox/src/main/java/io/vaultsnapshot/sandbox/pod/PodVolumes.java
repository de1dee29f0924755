package io.vaultsnapshot.sandbox.pod;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The volumes of one pod, each a folder of this machine, made as a kubelet makes them. It knows emptyDir, ConfigMaps, Secrets,
 * and projected ServiceAccount tokens.
 */
public final class PodVolumes {
    private static final int DEFAULT_FILE_MODE = 0644;
    private static final int GROUP_READS = 0440;

    private final VolumeSource source;
    private final Path folder;

    /** Makes volumes below a folder. */
    public PodVolumes(VolumeSource source, Path folder) {
        this.source = source;
        this.folder = folder;
    }

    /**
     * Makes all volumes of a pod and returns their folders by name.
     *
     * @param volumes the list in the pod's specification
     * @throws IllegalArgumentException if it has a volume of another kind
     */
    public Map<String, Path> create(JsonNode volumes) throws IOException {
        Map<String, Path> folders = new LinkedHashMap<>();
        for (JsonNode volume : volumes) {
            String name = volume.path("name").asText();
            Path path = Files.createDirectories(folder.resolve(name));
            fill(name, volume, path);
            folders.put(name, path);
        }
        return folders;
    }

    private void fill(String name, JsonNode volume, Path path) throws IOException {
        if (volume.has("emptyDir")) {
            source.limit(path, volume.at("/emptyDir/sizeLimit").asText());
        } else if (volume.has("configMap")) {
            publish(volume.path("configMap"), path, entries(volume.path("configMap")));
        } else if (volume.has("secret")) {
            publish(volume.path("secret"), path, source.secret(volume.path("secret")));
        } else if (volume.has("projected")) {
            publish(volume.path("projected"), path, tokens(name, volume.at("/projected/sources")));
        } else {
            throw new IllegalArgumentException("volume " + name + " is of a kind that is not known here");
        }
    }

    private Map<String, String> entries(JsonNode configMap) {
        Map<String, String> all = source.configMap(configMap.path("name").asText());
        if (!configMap.has("items")) {
            return all;
        }
        Map<String, String> chosen = new LinkedHashMap<>();
        configMap
                .path("items")
                .forEach(item -> chosen.put(
                        item.path("path").asText(),
                        all.getOrDefault(item.path("key").asText(), "")));
        return chosen;
    }

    private Map<String, String> tokens(String name, JsonNode sources) {
        Map<String, String> files = new LinkedHashMap<>();
        for (JsonNode each : sources) {
            JsonNode wanted = each.path("serviceAccountToken");
            if (wanted.isMissingNode()) {
                throw new IllegalArgumentException("volume " + name + " projects something that is not a token");
            }
            files.put(wanted.path("path").asText(), source.token(wanted));
        }
        return files;
    }

    /** Writes files as a kubelet does: into a folder of their own, reached through links, so they change all at once. */
    private void publish(JsonNode volume, Path path, Map<String, String> files) throws IOException {
        int fileMode = volume.path("defaultMode").asInt(DEFAULT_FILE_MODE) | GROUP_READS;
        Path data = Files.createDirectory(path.resolve("..first"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path written = Files.writeString(data.resolve(file.getKey()), file.getValue());
            source.own(written, fileMode);
            Files.createSymbolicLink(path.resolve(file.getKey()), Path.of("..data", file.getKey()));
        }
        source.own(data, 02755);
        source.own(path, 02777);
        Files.createSymbolicLink(path.resolve("..data"), Path.of("..first"));
    }
}
