package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.health.ProofLevel;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest proven snapshot of a cluster.
 *
 * @param key its key in the bucket
 * @param verifiedAt when it was verified
 * @param level the level of proof that was reached
 * @param versionId the version that was verified, or null in a bucket without versions
 * @param sha256 SHA-256 of its bytes in lower-case hex, so that a restore can tell whether it has the proven ones, or null
 *     when it is not known
 * @param bytes how many there are; 0 when that is not known
 */
public record ProvenSnapshot(
        SnapshotKey key,
        Instant verifiedAt,
        ProofLevel level,
        @Nullable String versionId,
        @Nullable String sha256,
        long bytes) {
    /** Returns the snapshot that a record of a whole one is about, with the level that was reached. */
    public static ProvenSnapshot of(VerificationRecord record, ProofLevel level) {
        ArchiveReport archive = record.archive();
        return new ProvenSnapshot(
                record.key(),
                record.verifiedAt(),
                level,
                record.versionId(),
                archive == null ? null : archive.sha256(),
                archive == null ? 0 : archive.size());
    }

    /** Returns the same snapshot with another level. */
    public ProvenSnapshot withLevel(ProofLevel reached) {
        return new ProvenSnapshot(key, verifiedAt, reached, versionId, sha256, bytes);
    }

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
        if (versionId != null) {
            map.put("versionId", versionId);
        }
        if (sha256 != null) {
            map.put("sha256", sha256);
        }
        map.put("bytes", bytes);
        return map;
    }

    /** Returns the snapshot that a document's part holds. */
    public static ProvenSnapshot of(JsonObject document) {
        return new ProvenSnapshot(
                document.snapshotKey("key"),
                document.time("verifiedAt"),
                document.oneOf("level", ProofLevel::ofId),
                document.optionalText("versionId").orElse(null),
                document.optionalText("sha256").orElse(null),
                document.number("bytes"));
    }
}
