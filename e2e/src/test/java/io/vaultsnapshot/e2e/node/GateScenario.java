package io.vaultsnapshot.e2e.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.e2e.backup.AppliedManifests;
import io.vaultsnapshot.e2e.irsa.AwsEdge;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.kube.KubeApi;
import io.vaultsnapshot.e2e.net.PrivateNetwork;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gate as the manifests make it: a real Squid lets the drill's pods reach the hosts of the list and nothing else. */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateScenario {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final KubeApi api;
    private final NodeAgent node;
    private final PrivateNetwork network;
    private final SnapshotSettings settings;

    GateScenario(
            Suite suite,
            ControlPlane kubernetes,
            NodeAgent node,
            PrivateNetwork network,
            FleetSettings fleet,
            AppliedManifests applied) {
        this.api = kubernetes.api();
        this.node = node;
        this.network = network;
        this.settings = fleet.settings();
        suite.get(AwsEdge.class);
        assertTrue(applied.first().out().contains("deployment.apps/" + DrillNames.GATE + " created"));
    }

    @BeforeAll
    void gateIsReady() {
        Waiting.until(
                "the gate to be available",
                LONGEST,
                () -> api.get("/apis/apps/v1/namespaces/" + DrillNames.NAMESPACE + "/deployments/" + DrillNames.GATE)
                                .at("/status/availableReplicas")
                                .asInt()
                        == 1);
    }

    @Test
    void gate_forwardsTheListAndRefusesAllElse() throws IOException {
        String s3 = settings.bucket() + "." + settings.partition().serviceName("s3", settings.region());
        String sts = settings.partition().serviceName("sts", settings.region());
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("CONNECT " + s3 + ":443", "200");
        expected.put("CONNECT " + sts + ":443", "200");
        expected.put("CONNECT " + s3 + ":80", "403");
        expected.put("CONNECT " + network.address(s3) + ":443", "403");
        expected.put("CONNECT other" + s3 + ":443", "403");
        expected.put("CONNECT s3." + settings.region() + ".amazonaws.com:443", "403");
        expected.put("CONNECT kubernetes.default.svc:443", "403");
        expected.put("CONNECT sts.amazonaws.com:443", "403");
        expected.put("GET http://" + s3 + "/", "403");
        expected.put("GET http://" + s3 + ":443/", "403");
        expected.put("GET http://kubernetes.default.svc/", "403");

        StringBuilder script = new StringBuilder();
        expected.keySet().forEach(request -> script.append("printf '%s HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n' '")
                .append(request)
                .append("' | nc -w 10 $VAULT_SNAPSHOT_GATE_SERVICE_HOST $VAULT_SNAPSHOT_GATE_SERVICE_PORT"
                        + " | head -n 1 | cut -d ' ' -f 2\n"));
        JsonNode asked = run(DrillNames.NAMESPACE, DrillNames.APP, "asks-the-gate", script.toString());

        assertEquals(
                String.join("\n", expected.values()),
                node.log(asked, "main").strip(),
                () -> expected + "\n" + node.log(gatePod(), DrillNames.GATE));
    }

    @Test
    void otherPods_doNotReachTheGate() throws IOException {
        String address = gatePod().at("/status/podIP").asText();
        String script = "nc -w 3 " + address + " 3128 </dev/null >/dev/null 2>&1 && echo reached || echo not reached\n";

        JsonNode stranger = run("default", "stranger", "asks-the-gate-too", script);
        JsonNode drill = run(DrillNames.NAMESPACE, DrillNames.APP, "reaches-the-gate", script);

        assertEquals("not reached\n", node.log(stranger, "main"));
        assertEquals("reached\n", node.log(drill, "main"));
    }

    /** The node agent gives a container exactly this user and root file system; NodeAgentScenario shows that. */
    @Test
    void gate_runsWithoutRootOnAReadOnlyFileSystemAndSaysWhatItDecided() throws IOException {
        run(DrillNames.NAMESPACE, DrillNames.APP, "is-refused", """
                printf 'CONNECT forbidden.example.com:443 HTTP/1.1\\r\\n\\r\\n' |
                  nc -w 10 $VAULT_SNAPSHOT_GATE_SERVICE_HOST $VAULT_SNAPSHOT_GATE_SERVICE_PORT
                """);
        JsonNode security = gatePod().at("/spec/containers/0/securityContext");
        String log = node.log(gatePod(), DrillNames.GATE);

        assertTrue(security.path("readOnlyRootFilesystem").asBoolean());
        assertEquals(65_532, security.path("runAsUser").asInt());
        assertTrue(log.contains("The request CONNECT forbidden.example.com:443 is DENIED"), log);
        assertTrue(!log.contains("FATAL") && !log.contains("ERROR"), log);
        assertEquals(0, gatePod().at("/status/containerStatuses/0/restartCount").asInt(-1));
    }

    private JsonNode gatePod() {
        return api.get("/api/v1/namespaces/" + DrillNames.NAMESPACE + "/pods?labelSelector=" + KubernetesNames.APP_LABEL
                        + "=" + DrillNames.GATE)
                .at("/items/0");
    }

    private JsonNode run(String namespace, String app, String name, String script) throws IOException {
        ObjectNode pod = (ObjectNode) JSON.readTree("""
                {"metadata": {"name": "%s", "labels": {"%s": "%s"}},
                 "spec": {
                   "restartPolicy": "Never", "automountServiceAccountToken": false,
                   "securityContext": {"runAsUser": 65532, "runAsGroup": 65532, "runAsNonRoot": true,
                                       "seccompProfile": {"type": "RuntimeDefault"}},
                   "containers": [{
                     "name": "main", "image": "quay.io/openbao/openbao:2.6.2",
                     "resources": {"limits": {"memory": "64Mi"}},
                     "securityContext": {"allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true,
                                         "capabilities": {"drop": ["ALL"]}}}]}}
                """.formatted(name, KubernetesNames.APP_LABEL, app));
        ((ObjectNode) pod.at("/spec/containers/0"))
                .putArray("command")
                .add("/bin/sh")
                .add("-c")
                .add(script);
        String pods = "/api/v1/namespaces/" + namespace + "/pods";
        api.create(pods, pod);
        return Waiting.value("the pod " + name + " to end", LONGEST, () -> Optional.of(api.get(pods + "/" + name))
                .filter(seen -> seen.at("/status/phase").asText().matches("Succeeded|Failed")));
    }
}
