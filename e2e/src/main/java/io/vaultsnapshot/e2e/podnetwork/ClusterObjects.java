package io.vaultsnapshot.e2e.podnetwork;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.e2e.kube.KubeApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the API server holds about the network at one time.
 *
 * @param pods every pod
 * @param services every Service
 * @param policies every NetworkPolicy
 * @param namespaces the labels of every namespace
 */
record ClusterObjects(
        List<JsonNode> pods,
        List<JsonNode> services,
        List<JsonNode> policies,
        Map<String, Map<String, String>> namespaces) {

    static ClusterObjects read(KubeApi api) {
        Map<String, Map<String, String>> namespaces = new LinkedHashMap<>();
        for (JsonNode namespace : items(api, "/api/v1/namespaces")) {
            namespaces.put(namespace.at("/metadata/name").asText(), labels(namespace));
        }
        return new ClusterObjects(
                items(api, "/api/v1/pods"),
                items(api, "/api/v1/services"),
                items(api, "/apis/networking.k8s.io/v1/networkpolicies"),
                namespaces);
    }

    private static List<JsonNode> items(KubeApi api, String path) {
        List<JsonNode> items = new ArrayList<>();
        api.get(path).get("items").forEach(items::add);
        return items;
    }

    static Map<String, String> labels(JsonNode object) {
        Map<String, String> labels = new LinkedHashMap<>();
        object.at("/metadata/labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    /** Returns the named ports of a pod's containers: {@code PROTOCOL/NAME} to number. */
    static Map<String, Integer> namedPorts(JsonNode pod) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (JsonNode container : pod.at("/spec/containers")) {
            for (JsonNode port : container.path("ports")) {
                if (port.has("name")) {
                    ports.put(
                            port.path("protocol").asText("TCP") + "/"
                                    + port.get("name").asText(),
                            port.get("containerPort").asInt());
                }
            }
        }
        return ports;
    }
}
