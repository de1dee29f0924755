package io.vaultsnapshot.e2e.podnetwork;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.e2e.policy.PodEndpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The Services of a cluster that have an address: where they lead, their names, and what pods are told about them. */
final class ServiceTable {
    /**
     * A port of a Service.
     *
     * @param address of the Service
     * @param protocol {@code tcp} or {@code udp}
     * @param targets where connections go, each {@code ADDRESS . PORT}, as nftables writes it
     */
    record Forwarding(String address, String protocol, int port, List<String> targets) {}

    private static final String DOMAIN = ".svc.cluster.local";
    private static final String API_SERVER = "default/kubernetes";

    private final Map<String, JsonNode> services = new LinkedHashMap<>();

    ServiceTable(List<JsonNode> services) {
        for (JsonNode service : services) {
            if (service.at("/spec/clusterIP").asText("None").contains(".")) {
                this.services.put(namespace(service) + "/" + name(service), service);
            }
        }
    }

    /** Returns the address of a full name, such as {@code gate.drill.svc.cluster.local}. */
    Optional<String> address(String host) {
        if (!host.endsWith(DOMAIN)) {
            return Optional.empty();
        }
        String[] parts = host.substring(0, host.length() - DOMAIN.length()).split("\\.", -1);
        return parts.length == 2
                ? Optional.ofNullable(services.get(parts[1] + "/" + parts[0])).map(ServiceTable::address)
                : Optional.empty();
    }

    /**
     * Returns the variables of a pod's containers. Those of the API server are always there, the others if the pod wants them
     * (Kubernetes documentation, "Service", environment variables). The older ones in Docker's form are left out.
     */
    Map<String, String> environment(JsonNode pod) {
        Map<String, String> variables = new LinkedHashMap<>();
        boolean wanted = pod.at("/spec/enableServiceLinks").asBoolean(true);
        services.forEach((key, service) -> {
            if (key.equals(API_SERVER) || (wanted && namespace(service).equals(namespace(pod)))) {
                String prefix = variable(name(service)) + "_SERVICE_";
                variables.put(prefix + "HOST", address(service));
                variables.put(prefix + "PORT", service.at("/spec/ports/0/port").asText());
                for (JsonNode port : service.at("/spec/ports")) {
                    if (port.has("name")) {
                        variables.put(
                                prefix + "PORT_" + variable(port.get("name").asText()),
                                port.get("port").asText());
                    }
                }
            }
        });
        return variables;
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /**
     * Returns where connections go: to the pods that the Service selects, or to the server that stands for it when it selects
     * none.
     *
     * @param ready pods that are ready
     * @param servers addresses of the suite's servers by {@code NAMESPACE/NAME}
     */
    List<Forwarding> forwardings(List<PodEndpoint> ready, Map<String, String> servers) {
        List<Forwarding> all = new ArrayList<>();
        services.forEach((key, service) -> {
            for (JsonNode port : service.at("/spec/ports")) {
                List<String> targets = service.at("/spec/selector").isEmpty()
                        ? Optional.ofNullable(servers.get(key))
                                .map(address -> List.of(address + " . "
                                        + port.path("targetPort")
                                                .asInt(port.get("port").asInt())))
                                .orElse(List.of())
                        : targets(service, port, ready);
                all.add(new Forwarding(
                        address(service),
                        protocol(port).toLowerCase(Locale.ROOT),
                        port.get("port").asInt(),
                        targets));
            }
        });
        return all;
    }

    private static List<String> targets(JsonNode service, JsonNode port, List<PodEndpoint> ready) {
        List<String> targets = new ArrayList<>();
        for (PodEndpoint pod : ready) {
            if (pod.namespace().equals(namespace(service)) && selects(service.at("/spec/selector"), pod)) {
                target(port, pod).ifPresent(number -> targets.add(pod.address() + " . " + number));
            }
        }
        return targets;
    }

    private static boolean selects(JsonNode selector, PodEndpoint pod) {
        return selector.properties().stream()
                .allMatch(label -> label.getValue().asText().equals(pod.labels().get(label.getKey())));
    }

    private static Optional<Integer> target(JsonNode port, PodEndpoint pod) {
        JsonNode target = port.path("targetPort");
        return target.isTextual()
                ? Optional.ofNullable(pod.ports().get(protocol(port) + "/" + target.asText()))
                : Optional.of(target.asInt(port.get("port").asInt()));
    }

    private static String protocol(JsonNode port) {
        return port.path("protocol").asText("TCP");
    }

    private static String address(JsonNode service) {
        return service.at("/spec/clusterIP").asText();
    }

    private static String namespace(JsonNode object) {
        return object.at("/metadata/namespace").asText();
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }
}
