package io.vaultsnapshot.e2e.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.e2e.kube.KubeApi;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The status of one pod, as the agent reports it to the API server. */
final class PodStatus {
    private final KubeApi api;
    private final JsonNode pod;
    private final ObjectNode status = JsonNodeFactory.instance.objectNode();

    PodStatus(KubeApi api, JsonNode pod) {
        this.api = api;
        this.pod = pod;
        status.put("startTime", now());
    }

    /** Records the pod's address. */
    synchronized void address(String address) {
        status.put("podIP", address).putArray("podIPs").addObject().put("ip", address);
    }

    /** Records that a container runs. */
    synchronized void running(String list, String name, Instant started) {
        ObjectNode container = container(list, name);
        container.put("ready", true).put("started", true);
        container.putObject("state").putObject("running").put("startedAt", text(started));
    }

    /** Records what a readiness probe found. Returns whether that is news. */
    synchronized boolean ready(String name, boolean ready) {
        ObjectNode container = container("container", name);
        boolean before = container.path("ready").asBoolean();
        container.put("ready", ready);
        return before != ready;
    }

    /** Records that a container starts once more. */
    synchronized void startsAgain(String name) {
        ObjectNode container = container("container", name);
        container.put("restartCount", container.path("restartCount").asInt() + 1);
        container.set("lastState", container.path("state").deepCopy());
    }

    /** Records that a container has ended. */
    synchronized void ended(String list, String name, ContainerRun run) throws IOException {
        ObjectNode container = container(list, name);
        container.put("ready", false).put("started", false);
        ObjectNode terminated = container.putObject("state").putObject("terminated");
        terminated
                .put("exitCode", run.exitCode())
                .put("reason", run.exitCode() == 0 ? "Completed" : run.wasOutOfMemory() ? "OOMKilled" : "Error")
                .put("message", run.message())
                .put("startedAt", text(run.started()))
                .put("finishedAt", now());
    }

    /** Reports a phase, and everything recorded so far. */
    synchronized void report(String phase, String reason, String message) {
        status.put("phase", phase).put("reason", reason).put("message", message);
        ArrayNode conditions = status.putArray("conditions");
        boolean initialized = !phase.equals("Pending");
        boolean ready = phase.equals("Running") && allReady();
        for (String type : List.of("PodScheduled", "Initialized", "ContainersReady", "Ready")) {
            boolean holds = type.equals("PodScheduled")
                    || (type.equals("Initialized") && initialized)
                    || (!type.equals("Initialized") && ready);
            conditions.addObject().put("type", type).put("status", holds ? "True" : "False");
        }
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.set("status", status);
        api.merge(path() + "/status", change);
    }

    private boolean allReady() {
        for (JsonNode container : status.path("containerStatuses")) {
            if (!container.path("ready").asBoolean()) {
                return false;
            }
        }
        return true;
    }

    String path() {
        return "/api/v1/namespaces/" + pod.at("/metadata/namespace").asText() + "/pods/"
                + pod.at("/metadata/name").asText();
    }

    private ObjectNode container(String list, String name) {
        ArrayNode containers = status.withArray(list + "Statuses");
        for (JsonNode known : containers) {
            if (known.get("name").asText().equals(name)) {
                return (ObjectNode) known;
            }
        }
        ObjectNode added = containers.addObject();
        added.put("name", name).put("restartCount", 0).put("imageID", "e2e").put("image", image(list, name));
        return added;
    }

    private String image(String list, String name) {
        for (JsonNode container : pod.at("/spec/" + list + "s")) {
            if (container.get("name").asText().equals(name)) {
                return container.get("image").asText();
            }
        }
        throw new IllegalArgumentException("the pod has no container " + name + " in " + list + "s");
    }

    private static String now() {
        return text(Instant.now());
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
