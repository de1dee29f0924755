package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.document.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
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
 * @param servers the raft cluster's servers at that time, as far as they could be read
 */
public record SnapshotMeta(
        long version, String id, long index, long term, long configurationIndex, long size, List<RaftServer> servers) {
    /** Copies the servers. */
    public SnapshotMeta {
        servers = List.copyOf(servers);
    }

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("version", version);
        map.put("id", id);
        map.put("index", index);
        map.put("term", term);
        map.put("configurationIndex", configurationIndex);
        map.put("size", size);
        if (!servers.isEmpty()) {
            map.put("servers", servers.stream().map(RaftServer::toMap).toList());
        }
        return map;
    }

    static SnapshotMeta of(JsonObject document) {
        return new SnapshotMeta(
                document.number("version"),
                document.text("id"),
                document.number("index"),
                document.number("term"),
                document.number("configurationIndex"),
                document.number("size"),
                document.objects("servers").stream().map(RaftServer::of).toList());
    }
}
