package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.document.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record's place in the chain of its cluster's records. Each record names the one before it and that one's hash, so
 * the next record shows when a record was removed, inserted or changed.
 *
 * @param sequence its number in the chain; the first record has 1
 * @param previousKey what the record before it is about, or null for the first
 * @param previousSha256 the hash of that record, lower-case hex, or null for the first
 * @param signature the signature over this record, or null when records are not signed
 */
public record ChainLink(
        long sequence,
        @Nullable RecordKey previousKey,
        @Nullable String previousSha256,
        @Nullable RecordSignature signature) {
    /** The field of a record that holds it. */
    public static final String FIELD = "chainLink";
    /** The field of it that holds the signature. A signature cannot cover itself. */
    public static final String SIGNATURE_FIELD = "signature";

    /** Returns the place of the first record. */
    public static ChainLink first() {
        return new ChainLink(1, null, null, null);
    }

    /** Returns the same place with another signature, or without one. */
    public ChainLink signed(@Nullable RecordSignature by) {
        return new ChainLink(sequence, previousKey, previousSha256, by);
    }

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("sequence", sequence);
        if (previousKey != null) {
            map.put("previousKey", previousKey.format());
        }
        if (previousSha256 != null) {
            map.put("previousSha256", previousSha256);
        }
        if (signature != null) {
            map.put(SIGNATURE_FIELD, signature.toMap());
        }
        return map;
    }

    static ChainLink of(JsonObject document) {
        return new ChainLink(
                document.number("sequence"),
                document.optionalOneOf("previousKey", RecordKey::parse).orElse(null),
                document.optionalText("previousSha256").orElse(null),
                document.optionalObject(SIGNATURE_FIELD)
                        .map(RecordSignature::of)
                        .orElse(null));
    }
}
