package io.vaultsnapshot.e2e.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.e2e.kube.KubeApi;
import io.vaultsnapshot.e2e.kube.KubeRefusedException;
import io.vaultsnapshot.sandbox.pod.VolumeSource;
import io.vaultsnapshot.sandbox.process.ChildProcesses;
import io.vaultsnapshot.sandbox.process.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fills the volumes of one pod from the API server, with the limits, owners and modes that a kubelet gives them. */
final class NodeVolumes implements VolumeSource, AutoCloseable {
    private static final Duration MOUNT = Duration.ofMinutes(1);
    private static final int EMPTY_DIR_MODE = 02777;

    private final KubeApi api;
    private final ChildProcesses processes;
    private final JsonNode pod;
    private final List<Path> mounted = new ArrayList<>();

    NodeVolumes(KubeApi api, ChildProcesses processes, JsonNode pod) {
        this.api = api;
        this.processes = processes;
        this.pod = pod;
    }

    @Override
    public Map<String, String> configMap(String name) {
        Map<String, String> files = new LinkedHashMap<>();
        api.get("/api/v1/namespaces/" + namespace() + "/configmaps/" + name)
                .path("data")
                .properties()
                .forEach(entry -> files.put(entry.getKey(), entry.getValue().asText()));
        return files;
    }

    @Override
    public Map<String, String> secret(JsonNode wanted) {
        Map<String, String> files = new LinkedHashMap<>();
        String path = "/api/v1/namespaces/" + namespace() + "/secrets/"
                + wanted.path("secretName").asText();
        try {
            api.get(path)
                    .path("data")
                    .properties()
                    .forEach(entry -> files.put(
                            entry.getKey(),
                            new String(
                                    Base64.getDecoder().decode(entry.getValue().asText()), StandardCharsets.UTF_8)));
        } catch (KubeRefusedException missing) {
            if (!wanted.path("optional").asBoolean()) {
                throw missing;
            }
        }
        return files;
    }

    /** Asks for a token that is bound to this pod: it ends with the pod. */
    @Override
    public String token(JsonNode wanted) {
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

    /**
     * Mounts a file system of that size. A kubelet evicts a pod some seconds after its volume has grown too large. Both end
     * in a failed pod; here the write that is too much fails.
     */
    @Override
    public void limit(Path emptyDir, String size) {
        String options =
                "mode=" + Integer.toOctalString(EMPTY_DIR_MODE) + ",gid=" + fsGroup() + ",size=" + Quantity.bytes(size);
        run("mount", "-t", "tmpfs", "-o", options, "tmpfs", emptyDir.toString());
        mounted.add(emptyDir);
    }

    @Override
    public void own(Path path, int mode) throws IOException {
        Files.setAttribute(path, "unix:gid", fsGroup());
        Files.setAttribute(path, "unix:mode", mode);
    }

    private int fsGroup() {
        return pod.at("/spec/securityContext/fsGroup").asInt(0);
    }

    private String namespace() {
        return pod.at("/metadata/namespace").asText();
    }

    private void run(String program, String... arguments) {
        List<String> line = new ArrayList<>(List.of(program));
        line.addAll(List.of(arguments));
        processes
                .run(Command.of(program, processes.logs(), line.toArray(String[]::new)), MOUNT)
                .orFail();
    }

    /** Gives the memory of the emptyDirs back. */
    @Override
    public void close() {
        mounted.forEach(path -> run("umount", "--lazy", path.toString()));
        mounted.clear();
    }
}
