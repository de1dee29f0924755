package io.vaultsnapshot.snapshot.custody;

import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.contract.record.ChainLink;
import io.vaultsnapshot.snapshot.json.CanonicalJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes a record's hash and the digest that is signed. Both cover the document in the bucket with all its fields, also
 * unknown ones, so that an older program computes the same.
 */
public final class RecordDigest {
    /** Fields that follow from others, or change when a finding is acknowledged. */
    private static final Set<String> NOT_HASHED = Set.of(Schema.FIELD, "verdict");

    private static final Set<String> HASHED_OF_FINDINGS = Set.of("code", "message", "offset");
    private static final String FINDINGS = "findings";

    private RecordDigest() {}

    /** Returns the hash that the next record names, lower-case hex. Acknowledging a finding does not change it. */
    public static String hash(Map<String, ?> document) {
        Map<String, Object> form = withoutSignature(document);
        form.keySet().removeAll(NOT_HASHED);
        if (form.get(FINDINGS) instanceof List<?> findings) {
            form.put(FINDINGS, findings.stream().map(RecordDigest::hashedOf).toList());
        }
        return HexFormat.of().formatHex(sha256(CanonicalJson.bytes(form)));
    }

    /** Returns the message that is signed: the SHA-256 of everything but the signature. */
    public static byte[] digestToSign(Map<String, ?> document) {
        return sha256(CanonicalJson.bytes(withoutSignature(document)));
    }

    private static Object hashedOf(Object finding) {
        if (!(finding instanceof Map<?, ?> fields)) {
            return finding;
        }
        Map<Object, Object> kept = new LinkedHashMap<>(fields);
        kept.keySet().retainAll(HASHED_OF_FINDINGS);
        return kept;
    }

    private static Map<String, Object> withoutSignature(Map<String, ?> document) {
        Map<String, Object> form = new LinkedHashMap<>(document);
        if (form.get(ChainLink.FIELD) instanceof Map<?, ?> custody) {
            Map<Object, Object> unsigned = new LinkedHashMap<>(custody);
            unsigned.remove(ChainLink.SIGNATURE_FIELD);
            form.put(ChainLink.FIELD, unsigned);
        }
        return form;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
