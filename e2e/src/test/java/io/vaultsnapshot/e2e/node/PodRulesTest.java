package io.vaultsnapshot.e2e.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodRulesTest {
    private static final String POD = """
            {"spec": {
               "restartPolicy": "Never", "enableServiceLinks": false, "serviceAccountName": "x",
               "securityContext": {"runAsUser": 65532, "runAsGroup": 65532, "fsGroup": 65532,
                                   "seccompProfile": {"type": "RuntimeDefault"}},
               "volumes": [{"name": "share", "emptyDir": {"sizeLimit": "1Mi"}},
                           {"name": "keys", "secret": {"secretName": "s", "defaultMode": 288, "optional": true}}],
               "containers": [{
                 "name": "main", "image": "known:1", "command": ["true"],
                 "env": [{"name": "A", "value": "b"}],
                 "resources": {"limits": {"memory": "1Mi", "ephemeral-storage": "1Mi"}},
                 "volumeMounts": [{"name": "share", "mountPath": "/share"}],
                 "securityContext": {"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}}}]}}
            """;

    private final PodRules rules = new PodRules(new Images(Map.of("known", new Image(Map.of(), Map.of(), Map.of()))));

    @Test
    void refusals_podAsTheManifestsMakeThem_areNone() throws IOException {
        assertEquals(List.of(), rules.refusals(new JsonMapper().readTree(POD)));
    }

    @Test
    void refusals_podThatIsKept_mayHaveProbesOfAPort() throws IOException {
        assertEquals(List.of(), rules.refusals(kept("{\"tcpSocket\": {\"port\": 80}, \"periodSeconds\": 2}")));
        assertEquals(
                List.of(
                        "spec.containers.main.readinessProbe.exec is not supported",
                        "spec.containers.main.readinessProbe.tcpSocket is missing: no other probe is supported"),
                rules.refusals(kept("{\"exec\": {\"command\": [\"true\"]}}")));
    }

    private static JsonNode kept(String probe) throws IOException {
        JsonNode pod = new JsonMapper().readTree(POD);
        ((ObjectNode) pod.get("spec")).put("restartPolicy", "Always");
        ((ObjectNode) pod.at("/spec/containers/0")).set("readinessProbe", new JsonMapper().readTree(probe));
        return pod;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /spec                                  | hostNetwork           | true
            /spec                                  | restartPolicy         | "OnFailure"
            /spec                                  | activeDeadlineSeconds | 5
            /spec                                  | hostAliases           | []
            /spec                                  | shareProcessNamespace | true
            /spec/securityContext                  | sysctls               | []
            /spec/securityContext                  | supplementalGroups    | [1]
            /spec/securityContext/seccompProfile   | type                  | "Unconfined"
            /spec/volumes/0                        | hostPath              | {"path": "/"}
            /spec/volumes/1/secret                 | items                 | []
            /spec/volumes/0/emptyDir               | medium                | "HugePages"
            /spec/containers/0                     | image                 | "unknown:1"
            /spec/containers/0                     | livenessProbe         | {}
            /spec/containers/0                     | lifecycle             | {}
            /spec/containers/0                     | ports                 | [{"containerPort": 80, "hostPort": 80}]
            /spec/containers/0                     | workingDir            | "/"
            /spec/containers/0                     | envFrom               | []
            /spec/containers/0                     | imagePullPolicy       | "Always"
            /spec/containers/0/env/0               | valueFrom             | {}
            /spec/containers/0/resources           | claims                | []
            /spec/containers/0/resources/limits    | nvidia.com/gpu        | "1"
            /spec/containers/0/resources/limits    | ephemeral-storage     | "1Ki"
            /spec/containers/0/volumeMounts/0      | subPath               | "x"
            /spec/containers/0/securityContext     | privileged            | true
            /spec/containers/0/securityContext     | allowPrivilegeEscalation | true
            /spec/containers/0/securityContext     | procMount             | "Unmasked"
            /spec/containers/0/securityContext/capabilities | add          | ["NET_ADMIN"]
            /spec/containers/0/securityContext/capabilities | drop         | []
            """)
    void refusals_whatIsNotHonoured_isNamed(String where, String field, String value) throws IOException {
        JsonNode pod = new JsonMapper().readTree(POD);
        ((ObjectNode) pod.at(where)).set(field, new JsonMapper().readTree(value));

        List<String> refusals = rules.refusals(pod);

        assertEquals(1, refusals.size(), refusals::toString);
        assertTrue(refusals.get(0).contains(field.equals("image") ? "unknown:1" : field), refusals::toString);
    }
}
