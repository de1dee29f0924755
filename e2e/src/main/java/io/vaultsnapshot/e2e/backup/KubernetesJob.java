package io.vaultsnapshot.e2e.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.e2e.kube.KubeApi;
import io.vaultsnapshot.e2e.node.NodeAgent;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** A Job in the control plane. */
public final class KubernetesJob {
    private final KubeApi api;
    private final NodeAgent node;
    private final String namespace;
    private final String name;

    KubernetesJob(KubeApi api, NodeAgent node, String namespace, String name) {
        this.api = api;
        this.node = node;
        this.namespace = namespace;
        this.name = name;
    }

    /** Returns its name. */
    public String name() {
        return name;
    }

    /**
     * Waits until it has ended and returns how: {@code Complete} or {@code Failed}.
     *
     * @throws io.vaultsnapshot.sandbox.waiting.DeadlineExceededException when the deadline passes; says what the pods printed
     */
    public String awaitEnd(Duration longest) {
        String[] end = {""};
        Waiting.until(
                "job " + namespace + "/" + name + " to end",
                longest,
                () -> {
                    end[0] = condition("Complete") ? "Complete" : condition("Failed") ? "Failed" : "";
                    return !end[0].isEmpty();
                },
                this::describe);
        return end[0];
    }

    private boolean condition(String type) {
        return StreamSupport.stream(object().at("/status/conditions").spliterator(), false)
                .anyMatch(condition -> condition.get("type").asText().equals(type)
                        && condition.get("status").asText().equals("True"));
    }

    private JsonNode object() {
        return api.get("/apis/batch/v1/namespaces/" + namespace + "/jobs/" + name);
    }

    /** Returns its pods, the oldest first. */
    public List<JsonNode> pods() {
        List<JsonNode> pods = new ArrayList<>();
        api.get("/api/v1/namespaces/" + namespace + "/pods?labelSelector=batch.kubernetes.io/job-name=" + name)
                .get("items")
                .forEach(pods::add);
        pods.sort((one, other) -> one.at("/metadata/creationTimestamp")
                .asText()
                .compareTo(other.at("/metadata/creationTimestamp").asText()));
        return pods;
    }

    /** Returns the events about it and its pods, each as {@code reason: message}. */
    public List<String> events() {
        List<String> events = new ArrayList<>();
        for (JsonNode event :
                api.get("/api/v1/namespaces/" + namespace + "/events").get("items")) {
            if (event.at("/involvedObject/name").asText().startsWith(name)) {
                events.add(event.path("reason").asText() + ": "
                        + event.path("message").asText());
            }
        }
        return events;
    }

    /** Returns everything that a container printed, over all pods. */
    public String log(String container) {
        StringBuilder log = new StringBuilder();
        pods().forEach(pod -> log.append(node.log(pod, container)));
        return log.toString();
    }

    /** Returns the status and the logs of its pods. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        for (JsonNode pod : pods()) {
            text.append(pod.at("/metadata/name").asText()).append(": ").append(pod.get("status"));
            for (String kind : List.of("initContainers", "containers")) {
                for (JsonNode container : pod.at("/spec/" + kind)) {
                    String called = container.get("name").asText();
                    text.append("\n--- ").append(called).append("\n").append(node.log(pod, called));
                }
            }
        }
        return text.toString();
    }
}
