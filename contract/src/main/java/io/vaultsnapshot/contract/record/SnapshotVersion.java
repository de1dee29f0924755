package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of one snapshot.
 *
 * @param key the snapshot's key in the bucket
 * @param versionId the version, or null in a bucket without versions
 */
public record SnapshotVersion(SnapshotKey key, @Nullable String versionId) {
    void putInto(Map<String, Object> map) {
        map.put("key", key.format());
        if (versionId != null) {
            map.put("versionId", versionId);
        }
    }

    static SnapshotVersion of(JsonObject document) {
        return new SnapshotVersion(
                document.snapshotKey("key"), document.optionalText("versionId").orElse(null));
    }
}
