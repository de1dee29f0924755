package io.vaultsnapshot.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.e2e.kube.KubeApi;

/** Pods made from templates. */
final class KubernetesPods {
    private KubernetesPods() {}

    /** Asks the API server whether it admits such a pod. A Job would show that later only. */
    static void admitDryRun(KubeApi api, String namespace, JsonNode template) {
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        pod.putObject("metadata").put("generateName", "admitted-");
        pod.set("spec", template.get("spec"));
        api.create("/api/v1/namespaces/" + namespace + "/pods?dryRun=All", pod);
    }

    /** Returns the template with another image in its first container. */
    static JsonNode withImage(JsonNode template, String image) {
        JsonNode changed = template.deepCopy();
        ((ObjectNode) changed.at("/spec/containers/0")).put("image", image);
        return changed;
    }
}
