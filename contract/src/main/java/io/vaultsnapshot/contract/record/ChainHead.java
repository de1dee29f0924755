package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.document.Schema;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The newest record of a cluster's chain. Its key in the bucket is {@code records/<cluster>/chain.json}. It is replaced
 * with If-Match, so that two records cannot follow the same one.
 *
 * @param sequence the record's number in the chain
 * @param key what the record is about
 * @param sha256 the record's hash, lower-case hex
 */
public record ChainHead(long sequence, RecordKey key, String sha256) {
    /** Returns the place of the record that comes next. */
    public ChainLink next() {
        return new ChainLink(sequence + 1, key, sha256, null);
    }

    /** Returns the document. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.CHAIN_HEAD.text());
        map.put("sequence", sequence);
        map.put("key", key.format());
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
                document.number("sequence"), document.oneOf("key", RecordKey::parse), document.text("recordSha256"));
    }
}
