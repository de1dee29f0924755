package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.bucket.RetentionKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.document.Schema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the retention decided in one run. It is a link of the chain, so that nobody can add one later to explain why a
 * snapshot is gone.
 *
 * @param key its key in the bucket
 * @param verifiedAt when it was decided
 * @param proven the proven snapshot that supersedes others
 * @param superseded the versions that may go from now on
 * @param released the versions that may go no longer
 * @param chainLink the record's place in the chain of its cluster's records; null while it has none
 */
public record RetentionRecord(
        RetentionKey key,
        Instant verifiedAt,
        @Nullable SnapshotVersion proven,
        List<SnapshotVersion> superseded,
        List<SnapshotVersion> released,
        @Nullable ChainLink chainLink)
        implements ChainedRecord<RetentionRecord> {
    private static final String PROVEN = "proven";
    private static final String SUPERSEDED = "superseded";
    private static final String RELEASED = "released";

    /** Copies the lists. */
    public RetentionRecord {
        superseded = List.copyOf(superseded);
        released = List.copyOf(released);
    }

    @Override
    public RetentionRecord withChainLink(ChainLink link) {
        return new RetentionRecord(key, verifiedAt, proven, superseded, released, link);
    }

    /** Returns whether the record can explain that a snapshot is gone: it names a newer one that was proven. */
    public boolean supersedes(SnapshotKey snapshot) {
        return proven != null && proven.key().compareTo(snapshot) > 0;
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.RETENTION_RECORD.text());
        map.put("key", key.format());
        map.put("verifiedAt", verifiedAt.toString());
        if (proven != null) {
            map.put(PROVEN, proven.toMap());
        }
        map.put(SUPERSEDED, superseded.stream().map(SnapshotVersion::toMap).toList());
        map.put(RELEASED, released.stream().map(SnapshotVersion::toMap).toList());
        if (chainLink != null) {
            map.put(ChainLink.FIELD, chainLink.toMap());
        }
        return map;
    }

    /**
     * Returns the record that a document holds.
     *
     * @throws DocumentException if it does not have the documented shape
     */
    public static RetentionRecord of(Map<?, ?> map) {
        JsonObject document = new JsonObject(map);
        Schema.RETENTION_RECORD.require(document);
        return new RetentionRecord(
                document.oneOf("key", RetentionKey::ofRecord),
                document.time("verifiedAt"),
                document.optionalObject(PROVEN).map(SnapshotVersion::of).orElse(null),
                document.objects(SUPERSEDED).stream().map(SnapshotVersion::of).toList(),
                document.objects(RELEASED).stream().map(SnapshotVersion::of).toList(),
                document.optionalObject(ChainLink.FIELD).map(ChainLink::of).orElse(null));
    }
}
