package io.vaultsnapshot.e2e.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The fields of a pod that the node agent supports. A field that is not listed is refused. If it were ignored, a pod could
 * pass here that a real node runs differently.
 */
final class PodRules {
    private static final Set<String> POD = Set.of(
            "volumes",
            "initContainers",
            "containers",
            "restartPolicy",
            "terminationGracePeriodSeconds",
            "dnsPolicy",
            "serviceAccountName",
            "serviceAccount",
            "automountServiceAccountToken",
            "nodeName",
            "securityContext",
            "schedulerName",
            "tolerations",
            "priority",
            "preemptionPolicy",
            "enableServiceLinks");
    private static final Set<String> POD_SECURITY =
            Set.of("runAsUser", "runAsGroup", "runAsNonRoot", "fsGroup", "seccompProfile");

    private final Images images;

    PodRules(Images images) {
        this.images = images;
    }

    /** Returns the fields of a pod that are not supported; empty when all are. */
    List<String> refusals(JsonNode pod) {
        JsonNode spec = pod.get("spec");
        List<String> refusals = new ArrayList<>();
        Fields fields = new Fields("spec", spec, refusals);
        fields.only(POD);
        fields.oneOf("restartPolicy", Set.of("Never", KeptContainers.ALWAYS));
        fields.value("dnsPolicy", "ClusterFirst");
        securityContext(spec.path("securityContext"), refusals);
        for (JsonNode volume : spec.path("volumes")) {
            VolumeRules.check(volume, refusals);
        }
        ContainerRules containers = new ContainerRules(images, spec);
        for (String kind : List.of("initContainers", "containers")) {
            for (JsonNode container : spec.path(kind)) {
                containers.check("spec." + kind + "." + container.path("name").asText(), container, refusals);
            }
        }
        return refusals;
    }

    private static void securityContext(JsonNode security, List<String> refusals) {
        Fields fields = new Fields("spec.securityContext", security, refusals);
        fields.only(POD_SECURITY);
        fields.required("runAsUser", "the images here have no user of their own");
        fields.required("runAsGroup", "the images here have no group of their own");
        new Fields("spec.securityContext.seccompProfile", security.path("seccompProfile"), refusals)
                .value("type", "RuntimeDefault");
    }
}
