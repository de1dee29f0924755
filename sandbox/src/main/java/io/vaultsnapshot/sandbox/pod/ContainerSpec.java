package io.vaultsnapshot.sandbox.pod;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One container of a pod: what runs in it, and what it sees.
 *
 * @param name its name
 * @param command the program and its arguments; empty when the image would have to say
 * @param environment its variables
 * @param mounts its volumes
 */
public record ContainerSpec(String name, List<String> command, Map<String, String> environment, List<Mount> mounts) {
    /**
     * A volume in a container.
     *
     * @param path where the container finds it
     * @param volume its name in the pod
     * @param readOnly whether the container may only read it
     */
    public record Mount(String path, String volume, boolean readOnly) {}

    /** Reads it from a pod's specification. */
    public static ContainerSpec of(JsonNode container) {
        List<String> command = new ArrayList<>();
        container.path("command").forEach(word -> command.add(word.asText()));
        container.path("args").forEach(word -> command.add(word.asText()));
        Map<String, String> environment = new LinkedHashMap<>();
        container
                .path("env")
                .forEach(variable -> environment.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        List<Mount> mounts = new ArrayList<>();
        container
                .path("volumeMounts")
                .forEach(mount -> mounts.add(new Mount(
                        mount.path("mountPath").asText(),
                        mount.path("name").asText(),
                        mount.path("readOnly").asBoolean())));
        return new ContainerSpec(container.path("name").asText(), command, environment, mounts);
    }
}
