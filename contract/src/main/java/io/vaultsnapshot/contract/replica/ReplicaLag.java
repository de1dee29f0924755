package io.vaultsnapshot.contract.replica;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A proven snapshot that has no copy in the replica yet. It is the oldest of those that were looked for, so that newer ones
 * without a copy do not begin the time anew.
 *
 * @param key the snapshot's key
 * @param versionId the version that was proven, or null in a bucket without versions
 * @param bytes its size; 0 when that is not known
 * @param since when it was first looked for and not found
 * @param allowedUntil until when that is no problem; the settings say how long after {@code since}
 */
public record ReplicaLag(SnapshotKey key, @Nullable String versionId, long bytes, Instant since, Instant allowedUntil) {
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("key", key.format());
        if (versionId != null) {
            map.put("versionId", versionId);
        }
        map.put("bytes", bytes);
        map.put("since", since.toString());
        map.put("allowedUntil", allowedUntil.toString());
        return map;
    }

    static ReplicaLag of(JsonObject document) {
        return new ReplicaLag(
                document.snapshotKey("key"),
                document.optionalText("versionId").orElse(null),
                document.number("bytes"),
                document.time("since"),
                document.time("allowedUntil"));
    }
}
