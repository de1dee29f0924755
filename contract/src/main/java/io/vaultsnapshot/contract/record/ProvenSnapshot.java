package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.health.ProofLevel;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The newest snapshot of a cluster that was proven.
 *
 * @param key its key in the bucket
 * @param takenAt when it was taken
 * @param verifiedAt when it was proven
 * @param level the level that was reached
 */
public record ProvenSnapshot(String key, Instant takenAt, Instant verifiedAt, ProofLevel level) {
    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("key", key);
        map.put("takenAt", takenAt.toString());
        map.put("verifiedAt", verifiedAt.toString());
        map.put("level", level.id());
        return map;
    }

    public static ProvenSnapshot of(JsonObject document) {
        return new ProvenSnapshot(
                document.text("key"),
                document.time("takenAt"),
                document.time("verifiedAt"),
                document.oneOf("level", ProofLevel::ofId));
    }
}
