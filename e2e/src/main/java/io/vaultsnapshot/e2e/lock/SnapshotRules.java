package io.vaultsnapshot.e2e.lock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.contract.bucket.SnapshotKey;

/** The lifecycle rules of a template for snapshots, in the words of S3's API. */
final class SnapshotRules {
    private static final JsonMapper JSON = new JsonMapper();

    private SnapshotRules() {}

    static ObjectNode asTheApiHasThem(JsonNode rulesOfTheTemplate) {
        ArrayNode rules = JSON.createArrayNode();
        rulesOfTheTemplate.forEach(rule -> {
            if (rule.path("Prefix").asText().equals(SnapshotKey.ROOT)) {
                rules.add(asTheApiHasIt(rule));
            }
        });
        if (rules.isEmpty()) {
            throw new IllegalStateException("no rule for snapshots: " + rulesOfTheTemplate);
        }
        return JSON.createObjectNode().set("Rules", rules);
    }

    /** CloudFormation and S3 have other names for the same fields. */
    private static ObjectNode asTheApiHasIt(JsonNode rule) {
        ObjectNode api = JSON.createObjectNode();
        api.set("ID", rule.get("Id"));
        api.set("Status", rule.get("Status"));
        if (rule.has("TagFilters")) {
            ObjectNode and = api.putObject("Filter").putObject("And");
            and.set("Prefix", rule.get("Prefix"));
            and.set("Tags", rule.get("TagFilters"));
        } else {
            api.putObject("Filter").set("Prefix", rule.get("Prefix"));
        }
        if (rule.has("ExpirationInDays")) {
            api.putObject("Expiration").set("Days", rule.get("ExpirationInDays"));
        }
        if (rule.has("ExpiredObjectDeleteMarker")) {
            api.putObject("Expiration").set("ExpiredObjectDeleteMarker", rule.get("ExpiredObjectDeleteMarker"));
        }
        if (rule.has("NoncurrentVersionExpiration")) {
            api.set("NoncurrentVersionExpiration", rule.get("NoncurrentVersionExpiration"));
        }
        return api;
    }
}
