package io.vaultsnapshot.e2e.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Refuses what is not known. A part that was ignored could allow here what a real plugin denies, or deny what it allows. */
final class Supported {
    private Supported() {}

    static void only(String what, JsonNode object, Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new UnsupportedPolicyException("the field " + name + " of " + what + " is not supported");
            }
        });
    }
}
