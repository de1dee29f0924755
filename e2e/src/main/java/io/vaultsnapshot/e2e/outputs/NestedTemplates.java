package io.vaultsnapshot.e2e.outputs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;

/** The resources of a stack and of its nested stacks in one object, with the parameters of the nested ones filled in. */
final class NestedTemplates {
    private static final String STACK = "VaultSnapshot.template.json";
    private static final JsonMapper JSON = new JsonMapper();

    private NestedTemplates() {}

    static JsonNode resources(Map<String, JsonNode> templates) {
        ObjectNode all = JSON.createObjectNode();
        Objects.requireNonNull(templates.get(STACK))
                .get("Resources")
                .properties()
                .forEach(resource -> {
                    all.set(resource.getKey(), resource.getValue());
                    if (resource.getValue().path("Type").asText().equals("AWS::CloudFormation::Stack")) {
                        JsonNode given = resource.getValue().at("/Properties/Parameters");
                        // The names of both begin with the construct's id, such as Clusters07.
                        String id = resource.getKey().split("NestedStack", 2)[0];
                        JsonNode nested = templates.entrySet().stream()
                                .filter(file -> file.getKey().contains(id))
                                .findFirst()
                                .orElseThrow()
                                .getValue();
                        nested.get("Resources")
                                .properties()
                                .forEach(inner -> all.set(inner.getKey(), filled(inner.getValue(), given)));
                    }
                });
        return all;
    }

    private static JsonNode filled(JsonNode value, JsonNode given) {
        if (value.isArray()) {
            ArrayNode list = JSON.createArrayNode();
            value.forEach(each -> list.add(filled(each, given)));
            return list;
        }
        if (!value.isObject()) {
            return value;
        }
        if (value.size() == 1 && value.has("Ref") && given.has(value.get("Ref").asText())) {
            return given.get(value.get("Ref").asText());
        }
        ObjectNode object = JSON.createObjectNode();
        value.properties().forEach(field -> object.set(field.getKey(), filled(field.getValue(), given)));
        return object;
    }
}
