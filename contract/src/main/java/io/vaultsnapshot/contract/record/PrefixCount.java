package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.document.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many storage entries there are under one prefix or of one kind, and how long they are.
 *
 * @param entries number of entries
 * @param bytes length of their keys and values
 */
public record PrefixCount(long entries, long bytes) {
    /** Nothing. */
    public static final PrefixCount ZERO = new PrefixCount(0, 0);

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("entries", entries);
        map.put("bytes", bytes);
        return map;
    }

    static PrefixCount of(JsonObject document) {
        return new PrefixCount(document.number("entries"), document.number("bytes"));
    }
}
