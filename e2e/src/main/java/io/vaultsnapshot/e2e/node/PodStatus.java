package io.vaultsnapshot.e2e.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.e2e.kube.KubeApi;
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

    /** Records that a container has ended. */
    synchronized void ended(String list, String name, Instant started, int exitCode, String reason, String message) {
        ObjectNode container = container(list, name);
        container.put("ready", false).put("started", false);
        ObjectNode terminated = container.putObject("state").putObject("terminated");
        terminated
                .put("exitCode", exitCode)
                .put("reason", reason)
                .put("message", message)
                .put("startedAt", text(started))
                .put("finishedAt", now());
    }

    /** Reports a phase, and everything recorded so far. */
    synchronized void report(String phase, String reason, String message) {
        status.put("phase", phase).put("reason", reason).put("message", message);
        ArrayNode conditions = status.putArray("conditions");
        boolean initialized = !phase.equals("Pending");
        for (String type : List.of("PodScheduled", "Initialized", "ContainersReady", "Ready")) {
            boolean holds = type.equals("PodScheduled")
                    || (type.equals("Initialized") && initialized)
                    || (!type.equals("Initialized") && phase.equals("Running"));
            conditions.addObject().put("type", type).put("status", holds ? "True" : "False");
        }
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.set("status", status);
        api.merge(path() + "/status", change);
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
