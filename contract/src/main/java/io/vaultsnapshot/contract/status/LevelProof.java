package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.health.ProofLevel;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When a cluster last reached a level of proof, and by which snapshot.
 *
 * @param key the snapshot's key
 * @param provenAt when the level was shown for it
 */
public record LevelProof(SnapshotKey key, Instant provenAt) {
    /** Returns when the snapshot was taken. */
    public Instant takenAt() {
        return key.takenAt();
    }

    /**
     * Returns the time from which the proof's age counts: for the level restored that of the drill, for all others that of the
     * snapshot.
     */
    public Instant countsFrom(ProofLevel level) {
        return level == ProofLevel.RESTORED ? provenAt : takenAt();
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("key", key.format());
        map.put("takenAt", takenAt().toString());
        map.put("provenAt", provenAt.toString());
        return map;
    }

    static LevelProof of(JsonObject document) {
        return new LevelProof(document.snapshotKey("key"), document.time("provenAt"));
    }
}
