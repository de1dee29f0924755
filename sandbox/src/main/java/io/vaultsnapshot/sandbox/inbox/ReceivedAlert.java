package io.vaultsnapshot.sandbox.inbox;

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

    /** Returns an attribute, empty when it is not there. */
    public String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    /** Returns whether it is about a cluster, alone or among others. For several, the attribute is a JSON list. */
    public boolean isAbout(String cluster) {
        String about = attribute("cluster");
        return about.equals(cluster) || about.contains("\"" + cluster + "\"");
    }
}
