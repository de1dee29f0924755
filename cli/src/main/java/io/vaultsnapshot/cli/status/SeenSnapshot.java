package io.vaultsnapshot.cli.status;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.record.VerificationRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One snapshot in a cluster's history.
 *
 * @param key its key
 * @param bytes the size of what was verified, or of what the bucket has when nothing was
 * @param record what the verifier found; null when it was not verified
 */
public record SeenSnapshot(
        SnapshotKey key, long bytes, @Nullable VerificationRecord record) {
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("key", key.format());
        map.put("takenAt", key.takenAt().toString());
        map.put("bytes", bytes);
        if (record != null) {
            map.put("verdict", record.verdict().id());
            map.put("level", record.level().id());
            map.put("verifiedAt", record.verifiedAt().toString());
            map.put(
                    "findings",
                    record.findings().stream()
                            .map(finding -> finding.code().name())
                            .toList());
        }
        return map;
    }
}
