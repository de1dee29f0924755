package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.health.ProofLevel;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The newest proven snapshot of a cluster.
 *
 * @param key its key in the bucket
 * @param verifiedAt when it was verified
 * @param level the level of proof that was reached
 */
public record ProvenSnapshot(SnapshotKey key, Instant verifiedAt, ProofLevel level) {
    /** Returns when the snapshot was taken. */
    public Instant takenAt() {
        return key.takenAt();
    }

    /**
     * Returns the document's form. The time at which the snapshot was taken is spelt out for readers without this code.
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("key", key.format());
        map.put("takenAt", takenAt().toString());
        map.put("verifiedAt", verifiedAt.toString());
        map.put("level", level.id());
        return map;
    }

    /** Returns the snapshot that a document's part holds. */
    public static ProvenSnapshot of(JsonObject document) {
        return new ProvenSnapshot(
                document.snapshotKey("key"), document.time("verifiedAt"), document.oneOf("level", ProofLevel::ofId));
    }
}
