package io.vaultsnapshot.demo;

import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.json.MalformedJsonException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a subscriber gets.
 *
 * @param topicArn the topic it was published to
 * @param subject its subject
 * @param message its text
 * @param attributes its attributes by name
 */
record ReceivedAlert(String topicArn, String subject, String message, Map<String, String> attributes) {
    private static final String ATTRIBUTE = "MessageAttributes.entry.";

    /** Copies the attributes. */
    ReceivedAlert {
        attributes = Map.copyOf(attributes);
    }

    /** Returns the message of a {@code Publish} request. */
    static ReceivedAlert of(Map<String, String> form) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int number = 1; form.containsKey(ATTRIBUTE + number + ".Name"); number++) {
            String entry = ATTRIBUTE + number;
            attributes.put(field(form, entry + ".Name"), field(form, entry + ".Value.StringValue"));
        }
        return new ReceivedAlert(field(form, "TopicArn"), field(form, "Subject"), mail(form), attributes);
    }

    /** A message of structure json holds a body for each protocol; the subscriber here reads mail. */
    private static String mail(Map<String, String> form) {
        String message = field(form, "Message");
        if (!field(form, "MessageStructure").equals("json")) {
            return message;
        }
        try {
            Map<String, Object> bodies = Json.read(message);
            return String.valueOf(bodies.getOrDefault("email", bodies.get("default")));
        } catch (MalformedJsonException refusedBySns) {
            throw new DemoException("the message is not the JSON it is said to be", refusedBySns);
        }
    }

    private static String field(Map<String, String> form, String name) {
        return form.getOrDefault(name, "");
    }

    /** Returns whether it is about this cluster, of this kind and about this state. */
    boolean is(String cluster, String kind, String state) {
        return cluster.equals(attributes.get("cluster"))
                && kind.equals(attributes.get("kind"))
                && state.equals(attributes.get("state"));
    }

    /** Returns what it tells in a few words, such as {@code STALE} or {@code recovered from STALE}. */
    String summary() {
        String state = attributes.getOrDefault("state", "?").toUpperCase(Locale.ROOT);
        return switch (attributes.getOrDefault("kind", "?")) {
            case "problem" -> state;
            case "recovery" -> "recovered from " + state;
            case "reminder" -> "still " + state;
            default -> "of an unknown kind, " + state;
        };
    }
}
