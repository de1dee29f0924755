package io.vaultsnapshot.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A stack and its nested stacks as one template: what it would be if CloudFormation took any number of resources in one. */
final class WholeTemplate {
    private static final String NESTED = "AWS::CloudFormation::Stack";

    private WholeTemplate() {}

    /**
     * Returns the template of a stack with the resources of its nested ones.
     *
     * @param stack the stack's own template
     * @param files all templates, by the name of the file
     */
    static JsonNode of(JsonNode stack, Map<String, JsonNode> files) {
        ObjectNode whole = stack.deepCopy();
        ObjectNode resources = (ObjectNode) whole.get("Resources");
        stack.get("Resources").properties().forEach(resource -> {
            if (resource.getValue().get("Type").asText().equals(NESTED)) {
                JsonNode given = resource.getValue().at("/Properties/Parameters");
                nested(resource.getKey(), files).get("Resources").properties().forEach(inner -> {
                    if (resources.has(inner.getKey())) {
                        throw new AssertionError("two resources have the logical id " + inner.getKey());
                    }
                    resources.set(inner.getKey(), resolved(inner.getValue(), given));
                });
            }
        });
        return whole;
    }

    /** The logical id and the name of the file both have the construct's id, such as Clusters07. */
    private static JsonNode nested(String logicalId, Map<String, JsonNode> files) {
        String id = logicalId.substring(0, logicalId.indexOf("NestedStack"));
        return files.entrySet().stream()
                .filter(file -> file.getKey().contains(id))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no template of " + id + " in " + files.keySet()));
    }

    /** Puts what the stack gives its nested stack in the place of the parameters. */
    private static JsonNode resolved(JsonNode value, JsonNode given) {
        if (value.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            value.forEach(each -> list.add(resolved(each, given)));
            return list;
        }
        if (!value.isObject()) {
            return value;
        }
        if (value.size() == 1 && value.has("Ref")) {
            return given.path(value.get("Ref").asText()).isMissingNode()
                    ? value
                    : given.get(value.get("Ref").asText());
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(field -> object.set(field.getKey(), resolved(field.getValue(), given)));
        return object;
    }
}
