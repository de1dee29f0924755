package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.drill.Canary;
import io.vaultsnapshot.contract.drill.DrillField;
import io.vaultsnapshot.contract.run.RunStart;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of one snapshot.
 *
 * @param key the snapshot's key in the bucket
 * @param versionId the version, or null in a bucket without versions
 * @param canary the known value that the backup job wrote into the server just before, as the object's metadata says; null
 *     when it says none or nothing of the right form
 * @param run when the run of the backup job began that took it, as the object's metadata says; null as above
 */
public record SnapshotVersion(
        SnapshotKey key,
        @Nullable String versionId,
        @Nullable Canary canary,
        @Nullable RunStart run) {
    /** Creates a version of which it is not known when its run began. */
    public SnapshotVersion(SnapshotKey key, @Nullable String versionId, @Nullable Canary canary) {
        this(key, versionId, canary, null);
    }

    /** Creates a version whose metadata is not known. */
    public SnapshotVersion(SnapshotKey key, @Nullable String versionId) {
        this(key, versionId, null);
    }

    void putInto(Map<String, Object> map) {
        map.put("key", key.format());
        if (versionId != null) {
            map.put("versionId", versionId);
        }
        if (canary != null) {
            map.put(DrillField.CANARY, canary.toMap());
        }
        if (run != null) {
            map.put("run", run.toMap());
        }
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        putInto(map);
        return map;
    }

    static SnapshotVersion of(JsonObject document) {
        return new SnapshotVersion(
                document.snapshotKey("key"),
                document.optionalText("versionId").orElse(null),
                document.optionalObject(DrillField.CANARY).map(Canary::of).orElse(null),
                document.optionalObject("run").map(RunStart::of).orElse(null));
    }
}
