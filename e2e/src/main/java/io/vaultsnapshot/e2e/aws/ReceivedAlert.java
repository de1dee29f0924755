package io.vaultsnapshot.e2e.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a subscriber gets from the topic.
 *
 * @param subject of the message
 * @param body of the message
 * @param attributes that subscribers can filter by
 */
public record ReceivedAlert(String subject, String body, Map<String, String> attributes) {
    /** Copies the map. */
    public ReceivedAlert {
        attributes = Map.copyOf(attributes);
    }

    /** Reads what SNS puts into a queue. */
    static ReceivedAlert of(JsonNode envelope) {
        Map<String, String> attributes = new LinkedHashMap<>();
        envelope.path("MessageAttributes")
                .properties()
                .forEach(each -> attributes.put(
                        each.getKey(), each.getValue().path("Value").asText()));
        return new ReceivedAlert(
                envelope.path("Subject").asText(), envelope.path("Message").asText(), attributes);
    }

    /** Returns an attribute, empty when it is not there. */
    public String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }
}
