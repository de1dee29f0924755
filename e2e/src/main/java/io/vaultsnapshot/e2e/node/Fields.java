package io.vaultsnapshot.e2e.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks the fields of one object of a pod, and collects the refusals. */
final class Fields {
    private final String path;
    private final JsonNode object;
    private final List<String> refusals;

    Fields(String path, JsonNode object, List<String> refusals) {
        this.path = path;
        this.object = object;
        this.refusals = refusals;
    }

    /** Refuses every field that is not known. */
    void only(Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                refusals.add(path + "." + name + " is not supported");
            }
        });
    }

    /** Refuses a field with any other value. It may be absent. */
    void value(String name, String only) {
        JsonNode value = object.get(name);
        if (value != null && !value.asText().equals(only)) {
            refusals.add(path + "." + name + " is " + value.asText() + ", only " + only + " is supported");
        }
    }

    /** Refuses a field with a value that is none of these. It may be absent. */
    void oneOf(String name, Set<String> allowed) {
        JsonNode value = object.get(name);
        if (value != null && !allowed.contains(value.asText())) {
            refusals.add(path + "." + name + " is " + value.asText() + ", only " + new TreeSet<>(allowed)
                    + " are supported");
        }
    }

    /** Refuses an absent field. */
    void required(String name, String reason) {
        if (!object.has(name)) {
            refusals.add(path + "." + name + " is missing: " + reason);
        }
    }
}
