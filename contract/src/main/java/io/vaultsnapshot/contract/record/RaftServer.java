package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.document.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One server of the raft cluster, from the configuration in {@code meta.json}.
 *
 * @param id the server's name in the cluster
 * @param address its host and port
 * @param voter whether it votes
 */
public record RaftServer(String id, String address, boolean voter) {
    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        map.put("address", address);
        map.put("role", voter ? "voter" : "nonvoter");
        return map;
    }

    static RaftServer of(JsonObject document) {
        return new RaftServer(
                document.text("id"),
                document.text("address"),
                document.text("role").equals("voter"));
    }
}
