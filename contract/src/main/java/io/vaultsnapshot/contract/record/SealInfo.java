package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.document.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot says about how the server is unsealed.
 *
 * @param type {@code shamir}, {@code awskms} and others
 * @param shares how many key shares there are
 * @param threshold how many of them unseal
 * @param recovery the recovery key shares of a seal that unseals by itself, or null when there are none
 * @param keys the keys outside of the snapshot that its seal needs, such as a KMS key's ARN; the key that encrypts the
 *     server's root key comes first
 */
public record SealInfo(
        String type, long shares, long threshold, @Nullable Quorum recovery, List<String> keys) {
    /** The type of a seal that people with key shares open. */
    public static final String SHAMIR = "shamir";
    /** The type of a seal that a key of AWS KMS opens. */
    public static final String AWSKMS = "awskms";

    /** Copies the keys. */
    public SealInfo {
        keys = List.copyOf(keys);
    }

    /** Returns whether people with key shares unseal the server, and their number is known. */
    public boolean isShamirWithQuorum() {
        return type.equals(SHAMIR) && threshold >= 1;
    }

    /** Returns whether a key of AWS KMS unseals the server. */
    public boolean needsKmsKey() {
        return type.equals(AWSKMS);
    }

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", type);
        map.put("shares", shares);
        map.put("threshold", threshold);
        if (recovery != null) {
            map.put("recovery", recovery.toMap());
        }
        if (!keys.isEmpty()) {
            map.put("keys", keys);
        }
        return map;
    }

    static SealInfo of(JsonObject document) {
        return new SealInfo(
                document.text("type"),
                document.number("shares"),
                document.number("threshold"),
                document.optionalObject("recovery").map(Quorum::of).orElse(null),
                document.texts("keys"));
    }
}
