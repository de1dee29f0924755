package io.vaultsnapshot.e2e.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
