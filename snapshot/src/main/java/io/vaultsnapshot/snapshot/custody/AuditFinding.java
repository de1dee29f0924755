package io.vaultsnapshot.snapshot.custody;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One finding of an audit.
 *
 * @param code its kind
 * @param key the key of the snapshot or document that it is about
 * @param message what was found, in a sentence
 */
public record AuditFinding(AuditCode code, String key, String message) {
    /** Returns the JSON form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("code", code.name());
        map.put("key", key);
        map.put("meaning", code.meaning());
        map.put("message", message);
        return map;
    }
}
