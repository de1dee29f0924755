package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.aws.KmsKeyArn;
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
 * @param keys the keys outside of the snapshot that the server's root key is encrypted with, such as a KMS key's ARN,
 *     in the order of the snapshot; any one of them unseals, and two of one name can be two keys
 * @param rootKeyDigest what tells one encryption of the root key from another: 16 hex characters of a SHA-256; it
 *     changes with a rekey or another seal and stays with a rotation of the encryption key; null when nothing is stored
 * @param recoveryKeyDigest the same of the recovery key
 */
public record SealInfo(
        String type,
        long shares,
        long threshold,
        @Nullable Quorum recovery,
        List<String> keys,
        @Nullable String rootKeyDigest,
        @Nullable String recoveryKeyDigest) {
    /** The type of a seal that people with key shares open. */
    public static final String SHAMIR = "shamir";
    /** The type of a seal that a key of AWS KMS opens. */
    public static final String AWSKMS = "awskms";
    /** The type of a seal that any of several keys opens: Seal HA of Vault Enterprise. */
    public static final String MULTISEAL = "multiseal";

    /** Copies the keys. */
    public SealInfo {
        keys = List.copyOf(keys);
    }

    /** Returns whether people with key shares unseal the server. */
    public boolean isShamir() {
        return type.equals(SHAMIR);
    }

    /** Returns whether a key of AWS KMS unseals the server, alone or beside other keys. */
    public boolean needsKmsKey() {
        return type.equals(AWSKMS)
                || keys.stream().anyMatch(key -> KmsKeyArn.parse(key).isPresent());
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
        if (rootKeyDigest != null) {
            map.put("rootKeyDigest", rootKeyDigest);
        }
        if (recoveryKeyDigest != null) {
            map.put("recoveryKeyDigest", recoveryKeyDigest);
        }
        return map;
    }

    static SealInfo of(JsonObject document) {
        return new SealInfo(
                document.text("type"),
                document.number("shares"),
                document.number("threshold"),
                document.optionalObject("recovery").map(Quorum::of).orElse(null),
                document.texts("keys"),
                document.optionalText("rootKeyDigest").orElse(null),
                document.optionalText("recoveryKeyDigest").orElse(null));
    }
}
