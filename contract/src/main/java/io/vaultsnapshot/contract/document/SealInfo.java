package io.vaultsnapshot.contract.document;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code core/seal-config} says about how the server is unsealed.
 *
 * @param type {@code shamir}, {@code awskms} and others
 * @param shares how many key shares there are
 * @param threshold how many of them unseal
 */
public record SealInfo(String type, long shares, long threshold) {
    /** The type of a seal opened by people with key shares. */
    public static final String SHAMIR = "shamir";

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", type);
        map.put("shares", shares);
        map.put("threshold", threshold);
        return map;
    }

    static SealInfo of(JsonObject document) {
        return new SealInfo(document.text("type"), document.number("shares"), document.number("threshold"));
    }
}
