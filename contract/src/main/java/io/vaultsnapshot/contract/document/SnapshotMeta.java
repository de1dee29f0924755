package io.vaultsnapshot.contract.document;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code meta.json} says about the snapshot.
 *
 * @param version format version; 1 is known
 * @param id the server's name of the snapshot
 * @param index raft index the snapshot was taken at
 * @param term raft term it was taken in
 * @param configurationIndex raft index of the cluster's configuration
 * @param size size of {@code state.bin} in bytes
 */
public record SnapshotMeta(long version, String id, long index, long term, long configurationIndex, long size) {
    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("version", version);
        map.put("id", id);
        map.put("index", index);
        map.put("term", term);
        map.put("configurationIndex", configurationIndex);
        map.put("size", size);
        return map;
    }

    static SnapshotMeta of(JsonObject document) {
        return new SnapshotMeta(
                document.number("version"),
                document.text("id"),
                document.number("index"),
                document.number("term"),
                document.number("configurationIndex"),
                document.number("size"));
    }
}
