package io.vaultsnapshot.e2e.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/** A label selector of Kubernetes. All its requirements must hold. An empty one selects everything. */
final class LabelSelector {
    private final JsonNode selector;

    LabelSelector(JsonNode selector) {
        Supported.only("a label selector", selector, Set.of("matchLabels", "matchExpressions"));
        this.selector = selector;
    }

    boolean matches(Map<String, String> labels) {
        for (Map.Entry<String, JsonNode> wanted : selector.path("matchLabels").properties()) {
            if (!wanted.getValue().asText().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        for (JsonNode expression : selector.path("matchExpressions")) {
            if (!holds(expression, labels)) {
                return false;
            }
        }
        return true;
    }

    // Without the key, NotIn holds too (Kubernetes documentation, "Labels and Selectors").
    private static boolean holds(JsonNode expression, Map<String, String> labels) {
        String value = labels.get(expression.path("key").asText());
        String operator = expression.path("operator").asText();
        return switch (operator) {
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            case "In" -> value != null && isIn(expression, value);
            case "NotIn" -> value == null || !isIn(expression, value);
            default -> throw new UnsupportedPolicyException("the operator " + operator + " is not supported");
        };
    }

    private static boolean isIn(JsonNode expression, String value) {
        for (JsonNode each : expression.path("values")) {
            if (each.asText().equals(value)) {
                return true;
            }
        }
        return false;
    }
}
