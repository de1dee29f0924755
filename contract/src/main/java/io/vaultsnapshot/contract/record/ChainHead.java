package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.document.Schema;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The newest record of a cluster's chain; lies at {@code records/<cluster>/chain.json} and is replaced with If-Match, so
 * that two records cannot follow the same one.
 *
 * @param cluster the cluster's name
 * @param sequence the record's number
 * @param key the snapshot it is about
 * @param sha256 its hash, lower-case hex
 */
public record ChainHead(String cluster, long sequence, String key, String sha256) {
    /** Returns the document. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.CHAIN_HEAD.text());
        map.put("cluster", cluster);
        map.put("sequence", sequence);
        map.put("key", key);
        map.put("recordSha256", sha256);
        return map;
    }

    /**
     * Returns the head that a document holds.
     *
     * @throws DocumentException if it does not have the documented shape
     */
    public static ChainHead of(Map<?, ?> map) {
        JsonObject document = new JsonObject(map);
        Schema.CHAIN_HEAD.require(document);
        return new ChainHead(
                document.text("cluster"),
                document.number("sequence"),
                document.text("key"),
                document.text("recordSha256"));
    }
}
