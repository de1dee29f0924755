package io.vaultsnapshot.e2e.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.sandbox.pod.PodIdentity;
import java.util.Set;

/** The changes to one pod that let its containers assume the role of its ServiceAccount (RFC 6902). */
final class PodIdentityPatch {
    private static final String ROLE = "/metadata/annotations/eks.amazonaws.com~1role-arn";
    private static final String VOLUME = "aws-iam-token";
    private static final String FOLDER = "/var/run/secrets/eks.amazonaws.com/serviceaccount";
    private static final int DAY_SECONDS = 86_400;

    private final ArrayNode operations = JsonNodeFactory.instance.arrayNode();

    PodIdentityPatch(JsonNode pod, JsonNode serviceAccount) {
        String role = serviceAccount.at(ROLE).asText();
        if (role.isEmpty()) {
            return;
        }
        Set<String> skip = PodIdentity.containersWithoutRole(pod);
        append(pod, "/spec", "volumes", volume());
        for (String kind : new String[] {"initContainers", "containers"}) {
            JsonNode containers = pod.path("spec").path(kind);
            for (int index = 0; index < containers.size(); index++) {
                if (!skip.contains(containers.get(index).get("name").asText())) {
                    container(pod, "/spec/" + kind + "/" + index, role);
                }
            }
        }
    }

    ArrayNode operations() {
        return operations;
    }

    private void container(JsonNode pod, String path, String role) {
        append(pod, path, "env", variable("AWS_ROLE_ARN", role));
        append(pod, path, "env", variable("AWS_WEB_IDENTITY_TOKEN_FILE", FOLDER + "/token"));
        ObjectNode mount = JsonNodeFactory.instance.objectNode();
        append(
                pod,
                path,
                "volumeMounts",
                mount.put("name", VOLUME).put("mountPath", FOLDER).put("readOnly", true));
    }

    private void append(JsonNode pod, String path, String list, JsonNode item) {
        JsonNode object = pod.at(path);
        if (!object.has(list)) {
            operations
                    .addObject()
                    .put("op", "add")
                    .put("path", path + "/" + list)
                    .putArray("value");
            ((ObjectNode) object).putArray(list);
        }
        operations
                .addObject()
                .put("op", "add")
                .put("path", path + "/" + list + "/-")
                .set("value", item);
    }

    private static ObjectNode variable(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put("name", name).put("value", value);
    }

    private static ObjectNode volume() {
        ObjectNode volume = JsonNodeFactory.instance.objectNode().put("name", VOLUME);
        volume.putObject("projected")
                .putArray("sources")
                .addObject()
                .putObject("serviceAccountToken")
                .put("audience", "sts.amazonaws.com")
                .put("expirationSeconds", DAY_SECONDS)
                .put("path", "token");
        return volume;
    }
}
