package io.vaultsnapshot.contract.document;

import io.vaultsnapshot.contract.ProofLevel;
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
        map.put("level", level.word());
        return map;
    }

    static ProvenSnapshot of(JsonObject document) {
        return new ProvenSnapshot(
                document.text("key"),
                document.time("takenAt"),
                document.time("verifiedAt"),
                document.word("level", ProofLevel::ofWord));
    }
}
