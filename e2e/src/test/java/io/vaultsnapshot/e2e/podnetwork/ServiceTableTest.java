package io.vaultsnapshot.e2e.podnetwork;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vaultsnapshot.e2e.podnetwork.ServiceTable.Forwarding;
import io.vaultsnapshot.e2e.policy.PodEndpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceTableTest {
    private static final List<PodEndpoint> READY = List.of(
            new PodEndpoint("a", Map.of("app", "gate", "more", "x"), "10.244.0.2", Map.of("TCP/proxy", 3128)),
            new PodEndpoint("a", Map.of("app", "gate"), "10.244.0.3", Map.of("TCP/proxy", 3129)),
            new PodEndpoint("a", Map.of("app", "other"), "10.244.0.4", Map.of("TCP/proxy", 3128)),
            new PodEndpoint("b", Map.of("app", "gate"), "10.244.0.5", Map.of("TCP/proxy", 3128)));

    private final ServiceTable table = new ServiceTable(services());

    private static List<JsonNode> services() {
        List<JsonNode> services = new ArrayList<>();
        try {
            new JsonMapper().readTree("""
                    [{"metadata": {"namespace": "default", "name": "kubernetes"},
                      "spec": {"clusterIP": "10.96.0.1", "ports": [{"name": "https", "port": 443, "targetPort": 6443}]}},
                     {"metadata": {"namespace": "a", "name": "snapshot-gate"},
                      "spec": {"clusterIP": "10.96.0.2", "selector": {"app": "gate"},
                               "ports": [{"port": 80, "targetPort": "proxy"}, {"name": "dns-udp", "port": 53, "protocol": "UDP"}]}},
                     {"metadata": {"namespace": "a", "name": "headless"},
                      "spec": {"clusterIP": "None", "selector": {"app": "gate"}, "ports": [{"port": 80}]}}]
                    """).forEach(services::add);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
        return services;
    }

    @Test
    void forwardings_service_leadToItsPodsPorts() {
        assertEquals(
                List.of(
                        new Forwarding("10.96.0.1", "tcp", 443, List.of("203.0.113.10 . 6443")),
                        new Forwarding("10.96.0.2", "tcp", 80, List.of("10.244.0.2 . 3128", "10.244.0.3 . 3129")),
                        new Forwarding("10.96.0.2", "udp", 53, List.of("10.244.0.2 . 53", "10.244.0.3 . 53"))),
                table.forwardings(READY, Map.of("default/kubernetes", "203.0.113.10")));
    }

    @Test
    void environment_ofAPod_hasItsNamespacesServicesAndTheApiServer() throws IOException {
        assertEquals(
                Map.of(
                        "KUBERNETES_SERVICE_HOST", "10.96.0.1",
                        "KUBERNETES_SERVICE_PORT", "443",
                        "KUBERNETES_SERVICE_PORT_HTTPS", "443",
                        "SNAPSHOT_GATE_SERVICE_HOST", "10.96.0.2",
                        "SNAPSHOT_GATE_SERVICE_PORT", "80",
                        "SNAPSHOT_GATE_SERVICE_PORT_DNS_UDP", "53"),
                table.environment(pod("a", "{}")));
    }

    @Test
    void environment_withoutServiceLinks_hasTheApiServerOnly() throws IOException {
        Map<String, String> apiServer = table.environment(pod("b", "{}"));

        assertEquals("10.96.0.1", apiServer.get("KUBERNETES_SERVICE_HOST"));
        assertEquals(3, apiServer.size());
        assertEquals(apiServer, table.environment(pod("a", "{\"enableServiceLinks\": false}")));
    }

    @Test
    void address_fullName_isTheServices() {
        assertEquals(Optional.of("10.96.0.2"), table.address("snapshot-gate.a.svc.cluster.local"));
        assertEquals(Optional.empty(), table.address("snapshot-gate.b.svc.cluster.local"));
        assertEquals(Optional.empty(), table.address("snapshot-gate.a.svc"));
    }

    private static JsonNode pod(String namespace, String spec) throws IOException {
        return new JsonMapper()
                .readTree("{\"metadata\": {\"namespace\": \"" + namespace + "\"}, \"spec\": " + spec + "}");
    }
}
