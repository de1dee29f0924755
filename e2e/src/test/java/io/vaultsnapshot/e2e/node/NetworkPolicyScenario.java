package io.vaultsnapshot.e2e.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.kube.KubeApi;
import io.vaultsnapshot.e2e.net.PrivateNetwork;
import io.vaultsnapshot.e2e.net.Relay;
import io.vaultsnapshot.e2e.net.Treatment;
import io.vaultsnapshot.e2e.podnetwork.ClusterNetwork;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pod reaches, with and without policies. The isolation of other scenarios relies on that. */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkPolicyScenario {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final String NAMESPACE = "policies";
    private static final String SERVER = "server.elsewhere.svc";
    /** The server's and the neighbour's, so a rule about ports alone cannot tell them apart. */
    private static final int PORT = 8200;

    private static final String ALL = "[api, names, neighbour, server, service]";

    private final KubeApi api;
    private final NodeAgent node;
    private final ClusterNetwork network;
    private final Map<String, String> targets = new LinkedHashMap<>();
    private final Relay server;
    private int pods;

    NetworkPolicyScenario(ControlPlane kubernetes, NodeAgent node, ClusterNetwork network, PrivateNetwork names)
            throws IOException {
        this.api = kubernetes.api();
        this.node = node;
        this.network = network;
        String address = names.address(SERVER);
        URI itself = URI.create("http://" + address + ":" + PORT);
        this.server = new Relay(address, PORT, null, head -> Treatment.answer(itself, "404 Not Found", ""));
        targets.put("server", address + " " + PORT);
        targets.put("api", service("default", "kubernetes") + " 443");
        targets.put("names", names.address("kube-dns.kube-system.svc") + " 53");
    }

    /** Starts a pod that other pods may reach, directly and through a Service. */
    @BeforeAll
    void neighbour() throws IOException {
        for (String namespace : new String[] {NAMESPACE, "elsewhere", "switched-off", "late", "odd"}) {
            api.create("/api/v1/namespaces", JSON.readTree("{\"metadata\": {\"name\": \"" + namespace + "\"}}"));
        }
        ObjectNode pod = pod("neighbour", "trap 'exit 0' TERM; httpd -f -p 8200 -h /share & wait");
        ((ObjectNode) pod.at("/metadata")).putObject("labels").put("app", "neighbour");
        ((ObjectNode) pod.at("/spec/containers/0"))
                .putArray("ports")
                .addObject()
                .put("name", "web")
                .put("containerPort", PORT);
        api.create(pods(NAMESPACE), pod);
        api.create("/api/v1/namespaces/" + NAMESPACE + "/services", JSON.readTree("""
                {"metadata": {"name": "neighbour-web"},
                 "spec": {"selector": {"app": "neighbour"}, "ports": [{"name": "http", "port": 80, "targetPort": "web"}]}}
                """));
        JsonNode running = Waiting.value(
                "the neighbour to run", LONGEST, () -> Optional.of(api.get(pods(NAMESPACE) + "/neighbour"))
                        .filter(seen -> seen.at("/status/phase").asText().equals("Running")));
        targets.put("neighbour", running.at("/status/podIP").asText() + " " + PORT);
        targets.put("service", service(NAMESPACE, "neighbour-web") + " 80");
    }

    private String service(String namespace, String name) {
        return api.get("/api/v1/namespaces/" + namespace + "/services/" + name)
                .at("/spec/clusterIP")
                .asText();
    }

    @AfterAll
    void end() throws IOException {
        api.delete(pods(NAMESPACE) + "/neighbour");
        server.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no-policy         |                                                                                    | [api, names, neighbour, server, service]
            deny-all          | "policyTypes": ["Ingress", "Egress"]                                               | []
            ingress-only      | "policyTypes": ["Ingress"]                                                         | [api, names, neighbour, server, service]
            one-pod           | "egress": [{"to": [{"podSelector": {"matchLabels": {"app": "neighbour"}}}]}]       | [neighbour, service]
            one-pod-and-port  | "egress": [{"to": [{"podSelector": {}}], "ports": [{"port": "web"}]}]              | [neighbour, service]
            the-services-port | "egress": [{"to": [{"podSelector": {}}], "ports": [{"port": 80}]}]                 | []
            one-namespace     | "egress": [{"to": [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "elsewhere"}}}]}] | [server]
            two-ports         | "egress": [{"ports": [{"port": 8200}, {"port": 443}]}]                             | [api, neighbour, server, service]
            a-range           | "egress": [{"ports": [{"port": 50, "endPort": 443}]}]                              | [api, names]
            a-block           | "egress": [{"to": [{"ipBlock": {"cidr": "0.0.0.0/0", "except": ["10.0.0.0/8"]}}]}] | [api, names, server]
            """)
    void pod_withAPolicy_reachesExactlyWhatItAllows(String name, String rules, String reached) throws IOException {
        if (rules != null) {
            policy(NAMESPACE, name, "{\"run\": \"" + name + "\"}", rules);
        }

        assertEquals(reached, reached(NAMESPACE, name));
    }

    @Test
    void pod_withItsPolicySwitchedOff_reachesAll() throws IOException {
        policy("switched-off", "deny-all", "{}", "\"policyTypes\": [\"Ingress\", \"Egress\"]");

        String enforced = reached("switched-off", "enforced");
        network.enforce("switched-off", false);
        String notEnforced = reached("switched-off", "not-enforced");
        network.enforce("switched-off", true);

        assertEquals("[]", enforced);
        assertEquals(ALL, notEnforced);
    }

    // As on a real node, where a network plugin needs some seconds for a new pod.
    @Test
    void pod_whosePolicyComesLate_isOpenUntilThen() throws IOException {
        policy("late", "deny-all", "{}", "\"policyTypes\": [\"Egress\"]");
        network.enforce("late", false);
        ObjectNode pod = pod("waits", """
                while nc -w 1 %s </dev/null >/dev/null 2>&1; do echo open; sleep 0.1; done; echo closed
                """.formatted(targets.get("server")));

        JsonNode started = api.create(pods("late"), pod);
        Waiting.until(
                "the server to answer", LONGEST, () -> node.log(started, "main").startsWith("open"));
        network.enforce("late", true);

        JsonNode ended = end("late", "waits");
        assertTrue(node.log(ended, "main").endsWith("open\nclosed\n"), () -> node.log(ended, "main"));
    }

    @Test
    void ingress_ofTheNeighbour_decidesToo() throws IOException {
        policy(NAMESPACE, "guarded", "{\"app\": \"neighbour\"}", """
                "ingress": [{"from": [{"podSelector": {"matchLabels": {"run": "friend"}}}]}]
                """);
        Waiting.until("the policy of a running pod to hold", LONGEST, () -> !reached(NAMESPACE, "stranger-" + pods++)
                .contains("neighbour"));

        String friend = reached(NAMESPACE, "friend");
        api.delete("/apis/networking.k8s.io/v1/namespaces/" + NAMESPACE + "/networkpolicies/guarded");

        assertEquals(ALL, friend);
        Waiting.until("the policy's end to hold", LONGEST, () -> reached(NAMESPACE, "late-" + pods++)
                .contains("neighbour"));
    }

    @Test
    void pod_hasItsOwnLoopbackAndOneAddress() throws IOException {
        JsonNode pod = run(NAMESPACE, pod("alone", """
                ip -o -4 address | awk '{print $2, $4}' | sort
                ip -o -6 address show dev eth0
                nc -w 2 127.0.0.1 8200 </dev/null >/dev/null 2>&1 && echo somebody listens || echo nothing listens
                grep -c . /proc/net/tcp
                """));

        assertEquals(
                "eth0 " + pod.at("/status/podIP").asText() + "/32\nlo 127.0.0.1/8\nnothing listens\n1\n",
                node.log(pod, "main"));
    }

    @Test
    void pod_resolvesNames_throughTheClustersNameServer() throws IOException {
        JsonNode pod = run(NAMESPACE, pod("asks", """
                export HOME=/share VAULT_MAX_RETRIES=0 VAULT_CLIENT_TIMEOUT=10s
                for host in neighbour-web neighbour-web.policies.svc.cluster.local server.elsewhere:8200 no-such-name; do
                  VAULT_ADDR=http://$host bao status 2>&1 | grep -oE 'Code: [0-9]+|no such host'
                done
                echo $NEIGHBOUR_WEB_SERVICE_HOST $NEIGHBOUR_WEB_SERVICE_PORT $NEIGHBOUR_WEB_SERVICE_PORT_HTTP
                echo $KUBERNETES_SERVICE_PORT
                """));

        assertEquals("""
                Code: 404
                Code: 404
                Code: 404
                no such host
                %s 80 80
                443
                """.formatted(service(NAMESPACE, "neighbour-web")), node.log(pod, "main"));
    }

    @Test
    void pod_withAPolicyThatCannotBeEnforced_isRefused() throws IOException {
        policy("odd", "odd", "{}", "\"egress\": [{\"ports\": [{\"port\": 1, \"protocol\": \"SCTP\"}]}]");

        JsonNode status = run("odd", pod("odd", "true")).get("status");

        assertEquals("NodeAgentRefused", status.get("reason").asText(), status::toString);
        assertTrue(status.get("message").asText().contains("NetworkPolicy odd: the protocol SCTP"), status::toString);
    }

    private void policy(String namespace, String name, String labels, String rules) throws IOException {
        String types = rules.contains("policyTypes")
                ? ""
                : rules.contains("egress") ? "\"policyTypes\": [\"Egress\"], " : "\"policyTypes\": [\"Ingress\"], ";
        api.create(
                "/apis/networking.k8s.io/v1/namespaces/" + namespace + "/networkpolicies",
                JSON.readTree("""
                {"metadata": {"name": "%s"}, "spec": {"podSelector": {"matchLabels": %s}, %s %s}}
                """.formatted(name, labels, types, rules)));
    }

    /** Returns the names of the targets that accept a connection from a new pod. */
    private String reached(String namespace, String name) throws IOException {
        StringBuilder script = new StringBuilder();
        targets.forEach((target, address) -> script.append("(nc -w 2 ")
                .append(address)
                .append(" </dev/null >/dev/null 2>&1 && echo ")
                .append(target)
                .append(") &\n"));
        ObjectNode pod = pod(name, script + "wait");
        ((ObjectNode) pod.at("/metadata")).putObject("labels").put("run", name);
        JsonNode ended = run(namespace, pod);
        return new TreeSet<>(node.log(ended, "main").lines().toList()).toString();
    }

    private JsonNode run(String namespace, JsonNode pod) {
        api.create(pods(namespace), pod);
        return end(namespace, pod.at("/metadata/name").asText());
    }

    private JsonNode end(String namespace, String name) {
        String path = pods(namespace) + "/" + name;
        return Waiting.value("the pod to end", LONGEST, () -> Optional.of(api.get(path))
                .filter(seen -> seen.at("/status/phase").asText().matches("Succeeded|Failed")));
    }

    private static String pods(String namespace) {
        return "/api/v1/namespaces/" + namespace + "/pods";
    }

    private static ObjectNode pod(String name, String script) throws IOException {
        ObjectNode pod = (ObjectNode) JSON.readTree("""
                {"metadata": {"name": "%s"},
                 "spec": {
                   "restartPolicy": "Never", "automountServiceAccountToken": false,
                   "terminationGracePeriodSeconds": 5,
                   "securityContext": {"runAsUser": 65532, "runAsGroup": 65532, "fsGroup": 65532,
                                       "seccompProfile": {"type": "RuntimeDefault"}},
                   "volumes": [{"name": "share", "emptyDir": {"sizeLimit": "1Mi"}}],
                   "containers": [{
                     "name": "main", "image": "quay.io/openbao/openbao:2.6.2",
                     "resources": {"limits": {"memory": "256Mi"}},
                     "volumeMounts": [{"name": "share", "mountPath": "/share"}],
                     "securityContext": {"allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true,
                                         "capabilities": {"drop": ["ALL"]}}}]}}
                """.formatted(name));
        ((ObjectNode) pod.at("/spec/containers/0"))
                .putArray("command")
                .add("/bin/sh")
                .add("-c")
                .add(script);
        return pod;
    }
}
