package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.document.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many key shares there are, and how many are needed.
 *
 * @param shares number of shares
 * @param threshold number of shares that are needed
 */
public record Quorum(long shares, long threshold) {
    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("shares", shares);
        map.put("threshold", threshold);
        return map;
    }

    static Quorum of(JsonObject document) {
        return new Quorum(document.number("shares"), document.number("threshold"));
    }
}
