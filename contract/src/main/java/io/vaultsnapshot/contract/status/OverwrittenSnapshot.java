package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.bucket.OtherVersionKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.record.VerificationRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A snapshot over which other bytes were written, and nobody has acknowledged that yet.
 *
 * @param key the snapshot's key
 * @param versionId the version with the other bytes
 * @param message what was found, with both versions
 */
public record OverwrittenSnapshot(SnapshotKey key, String versionId, String message) {
    /** How many a status names. The sweep of the day adds further ones when there is room. */
    public static final int KEPT = 20;

    /** Returns what a status keeps of the record of another version; empty when there is nothing to acknowledge. */
    public static Optional<OverwrittenSnapshot> of(VerificationRecord other) {
        return other.findings().stream()
                .filter(finding -> finding.code() == FindingCode.OVERWRITTEN && finding.counts())
                .findFirst()
                .map(finding ->
                        new OverwrittenSnapshot(other.key(), String.valueOf(other.versionId()), finding.message()));
    }

    /** Returns which version it is. */
    public OtherVersionKey version() {
        return new OtherVersionKey(key, versionId);
    }

    /** Returns the finding that subscribers are told of. */
    public Finding finding() {
        return Finding.of(FindingCode.OVERWRITTEN, message);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("key", key.format());
        map.put("versionId", versionId);
        map.put("message", message);
        return map;
    }

    static OverwrittenSnapshot of(JsonObject document) {
        return new OverwrittenSnapshot(
                document.snapshotKey("key"), document.text("versionId"), document.text("message"));
    }
}
