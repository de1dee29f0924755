package io.vaultsnapshot.e2e.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.e2e.kube.KubeApi;
import io.vaultsnapshot.e2e.process.ChildProcesses;
import io.vaultsnapshot.e2e.process.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The volumes of one pod, each a folder of this machine, with the owners and modes that a kubelet gives them. */
final class PodVolumes implements AutoCloseable {
    private static final Duration MOUNT = Duration.ofSeconds(20);
    private static final int EMPTY_DIR_MODE = 02777;
    private static final int DEFAULT_FILE_MODE = 0644;

    private final KubeApi api;
    private final ChildProcesses processes;
    private final JsonNode pod;
    private final Path folder;
    private final Map<String, Path> mounted = new LinkedHashMap<>();

    PodVolumes(KubeApi api, ChildProcesses processes, JsonNode pod, Path folder) {
        this.api = api;
        this.processes = processes;
        this.pod = pod;
        this.folder = folder;
    }

    /** Makes all volumes of the pod and returns their folders by name. */
    Map<String, Path> create() throws IOException {
        Map<String, Path> folders = new LinkedHashMap<>();
        for (JsonNode volume : pod.at("/spec/volumes")) {
            String name = volume.get("name").asText();
            Path path = Files.createDirectories(folder.resolve(name));
            if (volume.has("emptyDir")) {
                emptyDir(name, path, volume.at("/emptyDir/sizeLimit").asText());
            } else if (volume.has("configMap")) {
                publish(
                        volume.get("configMap"),
                        path,
                        configMap(volume.at("/configMap/name").asText()));
            } else {
                publish(volume.get("projected"), path, tokens(volume.at("/projected/sources")));
            }
            folders.put(name, path);
        }
        return folders;
    }

    // A file system of that size: a kubelet would evict the pod some seconds after it grew too large, which on a busy
    // node ends the same way, with a write that fails.
    private void emptyDir(String name, Path path, String sizeLimit) throws IOException {
        String options = "mode=" + Integer.toOctalString(EMPTY_DIR_MODE) + ",gid=" + fsGroup() + ",size="
                + Quantity.bytes(sizeLimit);
        processes
                .run(
                        Command.of("mount", folder, "mount", "-t", "tmpfs", "-o", options, "tmpfs", path.toString()),
                        MOUNT)
                .orFail();
        mounted.put(name, path);
    }

    private Map<String, String> configMap(String name) {
        JsonNode data = api.get("/api/v1/namespaces/" + namespace() + "/configmaps/" + name)
                .path("data");
        Map<String, String> files = new LinkedHashMap<>();
        data.properties()
                .forEach(entry -> files.put(entry.getKey(), entry.getValue().asText()));
        return files;
    }

    private Map<String, String> tokens(JsonNode sources) {
        Map<String, String> files = new LinkedHashMap<>();
        for (JsonNode source : sources) {
            JsonNode wanted = source.get("serviceAccountToken");
            files.put(wanted.get("path").asText(), token(wanted));
        }
        return files;
    }

    /** Asks for a token that is bound to this pod: it ends with the pod. */
    private String token(JsonNode wanted) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        ObjectNode spec = request.putObject("spec");
        spec.putArray("audiences").add(wanted.path("audience").asText());
        spec.set("expirationSeconds", wanted.path("expirationSeconds"));
        spec.putObject("boundObjectRef")
                .put("apiVersion", "v1")
                .put("kind", "Pod")
                .put("name", pod.at("/metadata/name").asText())
                .put("uid", pod.at("/metadata/uid").asText());
        String account = pod.at("/spec/serviceAccountName").asText();
        return api.create("/api/v1/namespaces/" + namespace() + "/serviceaccounts/" + account + "/token", request)
                .at("/status/token")
                .asText();
    }

    /** Writes files as a kubelet does: into a folder of their own, reached through links, so they change all at once. */
    private void publish(JsonNode source, Path path, Map<String, String> files) throws IOException {
        int fileMode = source.path("defaultMode").asInt(DEFAULT_FILE_MODE) | 0440;
        Path data = Files.createDirectory(path.resolve("..first"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path written = data.resolve(file.getKey());
            Files.write(written, file.getValue().getBytes(StandardCharsets.UTF_8));
            own(written, fileMode);
            Files.createSymbolicLink(path.resolve(file.getKey()), Path.of("..data", file.getKey()));
        }
        own(data, 02755);
        own(path, 02777);
        Files.createSymbolicLink(path.resolve("..data"), Path.of("..first"));
    }

    private void own(Path path, int mode) throws IOException {
        Files.setAttribute(path, "unix:gid", fsGroup());
        Files.setAttribute(path, "unix:mode", mode);
    }

    private int fsGroup() {
        return pod.at("/spec/securityContext/fsGroup").asInt(0);
    }

    private String namespace() {
        return pod.at("/metadata/namespace").asText();
    }

    /** Gives the memory of the emptyDirs back. */
    @Override
    public void close() {
        for (Path path : mounted.values()) {
            processes.run(Command.of("umount", folder, "umount", "--lazy", path.toString()), MOUNT);
        }
        mounted.clear();
    }
}
