package io.vaultsnapshot.demo;

import io.vaultsnapshot.contract.document.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The volumes of one pod: new folders, filled from ConfigMaps and with a ServiceAccount token made for this pod. */
final class PodVolumes {
    private final Workspace workspace;
    private final GeneratedManifests manifests;
    private final PodTemplate pod;
    private final TokenIssuer issuer;
    private final String somebodyElsesCertificate;

    /**
     * Prepares volumes.
     *
     * @param somebodyElsesCertificate what stands for entries of ConfigMaps that the manifests only refer to
     */
    PodVolumes(
            Workspace workspace,
            GeneratedManifests manifests,
            PodTemplate pod,
            TokenIssuer issuer,
            String somebodyElsesCertificate) {
        this.workspace = workspace;
        this.manifests = manifests;
        this.pod = pod;
        this.issuer = issuer;
        this.somebodyElsesCertificate = somebodyElsesCertificate;
    }

    /** Creates the volumes of a new pod below a folder and returns them by name. */
    Map<String, Path> create(String podFolder) {
        Map<String, Path> folders = new LinkedHashMap<>();
        for (JsonObject volume : pod.volumes()) {
            String name = volume.text("name");
            String folder = podFolder + "/" + name;
            folders.put(name, workspace.folder(folder));
            fill(name, volume, folder);
        }
        return folders;
    }

    private void fill(String name, JsonObject volume, String folder) {
        Optional<JsonObject> configMap = volume.optionalObject("configMap");
        Optional<JsonObject> projected = volume.optionalObject("projected");
        if (configMap.isPresent()) {
            entries(configMap.get()).forEach((file, text) -> workspace.write(folder + "/" + file, text));
        } else if (projected.isPresent()) {
            for (JsonObject source : projected.get().objects("sources")) {
                JsonObject token = source.optionalObject("serviceAccountToken")
                        .orElseThrow(() -> new DemoException("volume " + name + " projects more than a token"));
                workspace.write(folder + "/" + token.text("path"), token(token));
            }
        } else if (volume.optionalObject("emptyDir").isEmpty()) {
            throw new DemoException("volume " + name + " is of a kind that the demo does not play");
        }
    }

    private String token(JsonObject spec) {
        return issuer.issue(
                pod.account(),
                spec.text("audience"),
                Instant.now(),
                Duration.ofSeconds(spec.number("expirationSeconds")));
    }

    private Map<String, String> entries(JsonObject source) {
        String name = source.text("name");
        List<JsonObject> items = source.objects("items");
        Optional<Map<String, String>> known = manifests.configMap(name);
        if (known.isPresent() && items.isEmpty()) {
            return known.get();
        }
        Map<String, String> entries = new LinkedHashMap<>();
        for (JsonObject item : items) {
            Map<String, String> data = known.orElse(Map.of());
            entries.put(item.text("path"), data.getOrDefault(item.text("key"), somebodyElsesCertificate));
        }
        if (entries.isEmpty()) {
            throw new DemoException("ConfigMap " + name + " is mounted and not among the manifests");
        }
        return entries;
    }
}
