package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.document.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of the state stands under one prefix of storage paths.
 *
 * @param entries how many entries
 * @param bytes their keys and values in bytes
 */
public record PrefixCount(long entries, long bytes) {
    /** Nothing. */
    public static final PrefixCount ZERO = new PrefixCount(0, 0);

    /** Returns the count with one more entry. */
    public PrefixCount plusEntry(long entryBytes) {
        return new PrefixCount(entries + 1, bytes + entryBytes);
    }

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
