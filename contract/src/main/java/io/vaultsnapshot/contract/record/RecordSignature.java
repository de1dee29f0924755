package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.document.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A signature over the canonical form of a record.
 *
 * @param keyArn the KMS key that signed
 * @param value the signature, ECDSA with SHA-256 in DER, in Base64
 */
public record RecordSignature(String keyArn, String value) {
    /** The name of the algorithm in KMS. */
    public static final String ALGORITHM = "ECDSA_SHA_256";

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("keyArn", keyArn);
        map.put("algorithm", ALGORITHM);
        map.put("value", value);
        return map;
    }

    static RecordSignature of(JsonObject document) {
        return new RecordSignature(document.text("keyArn"), document.text("value"));
    }
}
