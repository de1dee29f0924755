package io.vaultsnapshot.e2e.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** The fields of a container that the node agent supports. */
final class ContainerRules {
    private static final Set<String> CONTAINER = Set.of(
            "name",
            "image",
            "imagePullPolicy",
            "command",
            "args",
            "env",
            "ports",
            "resources",
            "volumeMounts",
            "terminationMessagePath",
            "terminationMessagePolicy",
            "livenessProbe",
            "readinessProbe",
            "securityContext");
    private static final Set<String> SECURITY = Set.of(
            "allowPrivilegeEscalation",
            "capabilities",
            "privileged",
            "readOnlyRootFilesystem",
            "runAsGroup",
            "runAsNonRoot",
            "runAsUser");
    private static final Set<String> RESOURCES = Set.of("cpu", "memory", "ephemeral-storage");

    private final Images images;
    private final JsonNode spec;

    ContainerRules(Images images, JsonNode spec) {
        this.images = images;
        this.spec = spec;
    }

    void check(String path, JsonNode container, List<String> refusals) {
        Fields fields = new Fields(path, container, refusals);
        fields.only(CONTAINER);
        fields.required("command", "the images here have no entry point");
        fields.value("imagePullPolicy", "IfNotPresent");
        String image = container.path("image").asText();
        if (!images.has(image)) {
            refusals.add(path + ".image " + image + " is not provided here");
        }
        for (JsonNode variable : container.path("env")) {
            new Fields(path + ".env." + variable.path("name").asText(), variable, refusals)
                    .only(Set.of("name", "value"));
        }
        for (JsonNode port : container.path("ports")) {
            new Fields(path + ".ports." + port.path("containerPort").asText(), port, refusals)
                    .only(Set.of("name", "containerPort", "protocol"));
        }
        for (JsonNode mount : container.path("volumeMounts")) {
            new Fields(path + ".volumeMounts." + mount.path("name").asText(), mount, refusals)
                    .only(Set.of("name", "mountPath", "readOnly"));
        }
        for (String probe : List.of("livenessProbe", "readinessProbe")) {
            probe(path + "." + probe, container.path(probe), refusals);
        }
        security(path + ".securityContext", container.path("securityContext"), refusals);
        resources(path + ".resources", container, refusals);
    }

    private void probe(String path, JsonNode probe, List<String> refusals) {
        if (probe.isMissingNode()) {
            return;
        }
        if (!KeptContainers.areOf(spec)) {
            refusals.add(path + " is supported with restartPolicy Always only");
            return;
        }
        Fields fields = new Fields(path, probe, refusals);
        fields.only(Set.of("tcpSocket", "periodSeconds", "timeoutSeconds", "successThreshold", "failureThreshold"));
        fields.required("tcpSocket", "no other probe is supported");
        fields.value("successThreshold", "1");
        new Fields(path + ".tcpSocket", probe.path("tcpSocket"), refusals).only(Set.of("port"));
    }

    private static void security(String path, JsonNode security, List<String> refusals) {
        Fields fields = new Fields(path, security, refusals);
        fields.only(SECURITY);
        fields.value("privileged", "false");
        fields.value("allowPrivilegeEscalation", "false");
        fields.required("allowPrivilegeEscalation", "every process here runs with no new privileges");
        Fields capabilities = new Fields(path + ".capabilities", security.path("capabilities"), refusals);
        capabilities.only(Set.of("drop"));
        if (!security.at("/capabilities/drop/0").asText().equals("ALL")) {
            refusals.add(path + ".capabilities.drop must be ALL: no process here has any");
        }
    }

    // A kubelet evicts a pod that uses more. Here the limits of the volumes must make that impossible.
    private void resources(String path, JsonNode container, List<String> refusals) {
        JsonNode limits = container.path("resources").path("limits");
        new Fields(path, container.path("resources"), refusals).only(Set.of("limits", "requests"));
        new Fields(path + ".limits", limits, refusals).only(RESOURCES);
        if (limits.has("ephemeral-storage")) {
            long volumes = 0;
            for (JsonNode volume : spec.path("volumes")) {
                if (volume.has("emptyDir")) {
                    volumes += Quantity.bytes(volume.at("/emptyDir/sizeLimit").asText("0"));
                }
            }
            if (Quantity.bytes(limits.get("ephemeral-storage").asText()) < volumes) {
                refusals.add(path + ".limits.ephemeral-storage is less than the volumes may hold");
            }
        }
    }
}
