package io.vaultsnapshot.contract.drill;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The snapshot that a drill downloaded.
 *
 * @param key its key
 * @param versionId the version of the object
 * @param sha256 SHA-256 of its bytes, lower-case hex
 * @param bytes how many there are
 */
public record DrilledSnapshot(SnapshotKey key, String versionId, String sha256, long bytes) {
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(DrillField.KEY, key.format());
        map.put(DrillField.VERSION_ID, versionId);
        map.put(DrillField.SHA256, sha256);
        map.put(DrillField.BYTES, bytes);
        return map;
    }

    static DrilledSnapshot of(JsonObject document) {
        ProofText text = new ProofText(document);
        return new DrilledSnapshot(
                document.snapshotKey(DrillField.KEY),
                text.matching(DrillField.VERSION_ID, "[!-~]{1,1024}"),
                text.matching(DrillField.SHA256, "[0-9a-f]{64}"),
                text.count(DrillField.BYTES));
    }
}
