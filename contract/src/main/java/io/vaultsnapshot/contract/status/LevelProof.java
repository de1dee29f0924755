package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.document.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When a cluster last reached a level of proof, and by which snapshot.
 *
 * @param key the snapshot's key in the bucket
 * @param takenAt when the snapshot was taken
 * @param provenAt when the level was shown for it
 */
public record LevelProof(String key, Instant takenAt, Instant provenAt) {
    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("key", key);
        map.put("takenAt", takenAt.toString());
        map.put("provenAt", provenAt.toString());
        return map;
    }

    static LevelProof of(JsonObject document) {
        return new LevelProof(document.text("key"), document.time("takenAt"), document.time("provenAt"));
    }
}
