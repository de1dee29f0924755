package io.vaultsnapshot.e2e.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.kube.KubeApi;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The node agent itself: a pod gets what its specification says, or is refused. The other scenarios rely on that. */
@ExtendWith(SuiteExtension.class)
class NodeAgentScenario {
    private static final String PODS = "/api/v1/namespaces/default/pods";

    private final KubeApi api;
    private final NodeAgent node;

    NodeAgentScenario(ControlPlane kubernetes, NodeAgent node) {
        this.api = kubernetes.api();
        this.node = node;
    }

    @Test
    void pod_withAHostPath_isRefusedAndSaysWhy() throws IOException {
        ObjectNode pod = pod("refused", "true");
        ((ObjectNode) pod.at("/spec/volumes/0")).remove("emptyDir");
        ((ObjectNode) pod.at("/spec/volumes/0")).putObject("hostPath").put("path", "/etc");

        JsonNode status = run(pod).get("status");

        assertEquals("NodeAgentRefused", status.get("reason").asText());
        assertTrue(status.get("message").asText().contains("hostPath"), status::toString);
    }

    @Test
    void container_sees_itsUserAndNoWayToMore() throws IOException {
        JsonNode pod = run(pod("confined", """
                id -u; id -G; grep -E '^(CapEff|CapBnd|NoNewPrivs|Seccomp):' /proc/self/status | tr -d '\\t'
                touch /root-is-read-only 2>/dev/null || echo read-only root
                mount -t tmpfs none /share 2>/dev/null || echo no mount
                head -c 2000000 /dev/zero >/share/file 2>/dev/null || echo volume full
                ls /root /home 2>/dev/null || echo nothing of this machine
                """));

        assertEquals("""
                65532
                65532 65533
                CapEff:0000000000000000
                CapBnd:0000000000000000
                NoNewPrivs:1
                Seccomp:2
                read-only root
                no mount
                volume full
                nothing of this machine
                """, node.log(pod, "main"));
    }

    // The container is one process, so there is no other that the kernel could end instead.
    @ParameterizedTest
    @CsvSource({"hungry, 90000000, 137, OOMKilled, Failed", "modest, 9000000, 0, Completed, Succeeded"})
    void container_isKilled_onlyIfItOutgrowsItsMemory(String name, int bytes, int exitCode, String reason, String phase)
            throws IOException {
        JsonNode pod = run(pod(name, "exec dd if=/dev/zero of=/dev/null count=1 bs=" + bytes));

        JsonNode terminated = pod.at("/status/containerStatuses/0/state/terminated");
        assertEquals(exitCode, terminated.path("exitCode").asInt(-1), pod::toString);
        assertEquals(reason, terminated.path("reason").asText(), pod::toString);
        assertEquals(phase, pod.at("/status/phase").asText(), pod::toString);
    }

    @Test
    void containerOfAKeptPod_thatEnds_isStartedAgain() throws IOException {
        JsonNode pod = started(kept("ends", "echo started"), "/status/containerStatuses/0/restartCount", "2");

        assertEquals("Running", pod.at("/status/phase").asText());
        assertTrue(node.log(pod, "main").contains("started"));
        api.delete(PODS + "/ends");
    }

    @Test
    void containerOfAKeptPod_withoutAnAnswer_isNotReadyAndIsStartedAgain() throws IOException {
        ObjectNode silent = kept("silent", "exec sleep 600");
        probe(silent, "readinessProbe");
        probe(silent, "livenessProbe").put("failureThreshold", 2);

        JsonNode pod = started(silent, "/status/containerStatuses/0/restartCount", "1");

        assertEquals(
                137,
                pod.at("/status/containerStatuses/0/lastState/terminated/exitCode")
                        .asInt());
        assertEquals("False", ready(pod));
        api.delete(PODS + "/silent");
    }

    @Test
    void containerOfAKeptPod_thatAnswers_isReady() throws IOException {
        ObjectNode answers = kept("answers", "exec httpd -f -p 8080 -h /share");
        probe(answers, "readinessProbe");
        probe(answers, "livenessProbe").put("failureThreshold", 2);

        JsonNode pod = started(answers, "/status/containerStatuses/0/ready", "true");

        assertEquals("True", ready(pod));
        assertEquals(0, pod.at("/status/containerStatuses/0/restartCount").asInt(-1));
        api.delete(PODS + "/answers");
    }

    @Test
    void secret_isMounted_andAnOptionalOneMayBeMissing() throws IOException {
        api.create(
                "/api/v1/namespaces/default/secrets",
                new JsonMapper()
                        .readTree("{\"metadata\": {\"name\": \"two-keys\"}, \"data\": {\"one\": \"Zmlyc3Q=\"}}"));
        ObjectNode pod = pod("opens", "cat /keys/one; ls /none; stat -L -c %a /keys/one");
        for (String name : new String[] {"two-keys", "none"}) {
            ((ArrayNode) pod.at("/spec/volumes"))
                    .addObject()
                    .put("name", name)
                    .putObject("secret")
                    .put("secretName", name)
                    .put("defaultMode", 0440)
                    .put("optional", true);
            ((ArrayNode) pod.at("/spec/containers/0/volumeMounts"))
                    .addObject()
                    .put("name", name)
                    .put("mountPath", name.equals("none") ? "/none" : "/keys");
        }

        assertEquals("first440\n", node.log(run(pod), "main"));
    }

    private static ObjectNode kept(String name, String script) throws IOException {
        ObjectNode pod = pod(name, script);
        ((ObjectNode) pod.get("spec")).put("restartPolicy", "Always").put("terminationGracePeriodSeconds", 1);
        return pod;
    }

    private static ObjectNode probe(ObjectNode pod, String kind) {
        ObjectNode probe = ((ObjectNode) pod.at("/spec/containers/0")).putObject(kind);
        probe.put("periodSeconds", 1).putObject("tcpSocket").put("port", 8080);
        return probe;
    }

    private static String ready(JsonNode pod) {
        for (JsonNode condition : pod.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText();
            }
        }
        return "";
    }

    /** Starts a pod and waits until a field of its status has a value. */
    private JsonNode started(JsonNode pod, String field, String value) {
        api.create(PODS, pod);
        String path = PODS + "/" + pod.at("/metadata/name").asText();
        return Waiting.value(field + " to be " + value, Duration.ofMinutes(3), () -> Optional.of(api.get(path))
                .filter(seen -> seen.at(field).asText().equals(value)));
    }

    private JsonNode run(JsonNode pod) {
        api.create(PODS, pod);
        String path = PODS + "/" + pod.at("/metadata/name").asText();
        return Waiting.value("the pod to end", Duration.ofMinutes(3), () -> Optional.of(api.get(path))
                .filter(seen -> seen.at("/status/phase").asText().matches("Succeeded|Failed")));
    }

    private static ObjectNode pod(String name, String script) throws IOException {
        ObjectNode pod = (ObjectNode) new JsonMapper().readTree("""
                {"metadata": {"name": "%s"},
                 "spec": {
                   "restartPolicy": "Never", "enableServiceLinks": false, "automountServiceAccountToken": false,
                   "securityContext": {"runAsUser": 65532, "runAsGroup": 65532, "fsGroup": 65533,
                                       "seccompProfile": {"type": "RuntimeDefault"}},
                   "volumes": [{"name": "share", "emptyDir": {"sizeLimit": "1Mi"}}],
                   "containers": [{
                     "name": "main", "image": "quay.io/openbao/openbao:2.6.2",
                     "resources": {"limits": {"memory": "32Mi", "cpu": "1"}},
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
