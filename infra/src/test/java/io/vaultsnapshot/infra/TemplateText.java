package io.vaultsnapshot.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A template to be read by people and compared word for word: references are texts such as
 * <code>${SnapshotsBucket.Arn}/snapshots/demo/*</code>, without the hash that ends a logical id.
 */
record TemplateText(JsonNode template) {
    /** Returns all resources of a type, in the template's order. */
    List<JsonNode> resources(String type) {
        List<JsonNode> found = new ArrayList<>();
        template.get("Resources").forEach(resource -> {
            if (resource.get("Type").asText().equals(type)) {
                found.add(readable(resource));
            }
        });
        return found;
    }

    /** Returns the properties of the one resource of a type that has a property with the given text. */
    JsonNode properties(String type, String property, String text) {
        List<JsonNode> found = resources(type).stream()
                .map(resource -> resource.get("Properties"))
                .filter(properties -> properties.path(property).asText().equals(text))
                .toList();
        return only(found, type + " with " + property + " " + text);
    }

    /** Returns the properties of the one resource of a type. */
    JsonNode properties(String type) {
        return only(resources(type), type).get("Properties");
    }

    /** Returns the resource whose logical id starts with the given text, with its attributes. */
    JsonNode resource(String logicalId) {
        List<JsonNode> found = new ArrayList<>();
        template.get("Resources").properties().forEach(entry -> {
            if (withoutHash(entry.getKey()).equals(logicalId)) {
                found.add(readable(entry.getValue()));
            }
        });
        return only(found, logicalId);
    }

    JsonNode outputs() {
        return readable(template.get("Outputs"));
    }

    private static JsonNode only(List<JsonNode> found, String what) {
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " resources are " + what + ": " + found);
        }
        return found.get(0);
    }

    private static JsonNode readable(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(each -> array.add(readable(each)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        if (node.size() == 1 && (node.has("Ref") || node.has("Fn::GetAtt") || node.has("Fn::Join"))) {
            return TextNode.valueOf(reference(node));
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(entry -> object.set(entry.getKey(), readable(entry.getValue())));
        return object;
    }

    private static String reference(JsonNode node) {
        if (node.has("Ref")) {
            return "${" + withoutHash(node.get("Ref").asText()) + "}";
        }
        if (node.has("Fn::GetAtt")) {
            return "${" + withoutHash(node.at("/Fn::GetAtt/0").asText()) + "."
                    + node.at("/Fn::GetAtt/1").asText() + "}";
        }
        StringBuilder joined = new StringBuilder();
        node.at("/Fn::Join/1").forEach(part -> joined.append(readable(part).asText()));
        return joined.toString();
    }

    private static String withoutHash(String logicalId) {
        return logicalId.replaceFirst("[0-9A-F]{8}$", "");
    }
}
