package io.vaultsnapshot.snapshot.archive.seal;

import io.vaultsnapshot.snapshot.archive.finding.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Bytes that the server's seal encrypted: {@code SHA256SUMS.sealed} and the value of {@code
 * core/hsm/barrier-unseal-keys}. With a KMS seal it is envelope encryption: AES-256-GCM with a data key, and the data
 * key wrapped by the KMS key that the blob names in plain text.
 *
 * <p>Source: {@code BlobInfo} in github.com/openbao/go-kms-wrapping (and HashiCorp's of the same name): 1 ciphertext
 * with its tag, 2 iv, 5 key info {3 key id, 5 wrapped key}. Seen in snapshots of OpenBao 2.6.2 with an awskms seal.
 */
public final class SealedBlob {
    private static final int CIPHERTEXT = 1;
    private static final int IV = 2;
    private static final int KEY_INFO = 5;
    private static final int KEY_ID = 3;
    private static final int WRAPPED_KEY = 5;
    /** An ARN has about 130 characters at most. Ids of other providers' keys are URLs. */
    private static final int KEY_ID_LIMIT = 512;

    private final byte[] ciphertext;
    private final byte[] iv;
    private final String keyId;
    private final byte[] wrappedKey;

    private SealedBlob(byte[] ciphertext, byte[] iv, String keyId, byte[] wrappedKey) {
        this.ciphertext = ciphertext;
        this.iv = iv;
        this.keyId = keyId;
        this.wrappedKey = wrappedKey;
    }

    /** Returns the blob, or empty when the bytes are no blob or name no key. Those of a Shamir seal name none. */
    public static Optional<SealedBlob> parse(byte[] bytes) {
        return ProtoFields.parse(bytes).flatMap(blob -> ProtoFields.parse(field(blob, KEY_INFO))
                .map(info -> new SealedBlob(
                        field(blob, CIPHERTEXT),
                        field(blob, IV),
                        new String(field(info, KEY_ID), StandardCharsets.ISO_8859_1),
                        field(info, WRAPPED_KEY)))
                .filter(SealedBlob::namesAKey));
    }

    private static byte[] field(Map<Integer, byte[]> fields, int number) {
        return fields.getOrDefault(number, new byte[0]);
    }

    private boolean namesAKey() {
        return !keyId.isEmpty()
                && keyId.length() <= KEY_ID_LIMIT
                && keyId.chars().allMatch(c -> Printable.isPlain(c) && c != ' ');
    }

    /** Returns the encrypted bytes, the tag at their end. */
    public byte[] ciphertext() {
        return ciphertext.clone();
    }

    /** Returns the nonce; 12 bytes in what servers write. */
    public byte[] iv() {
        return iv.clone();
    }

    /** Returns the id of the key, for AWS KMS its ARN: printable, at most {@value #KEY_ID_LIMIT} characters. */
    public String keyId() {
        return keyId;
    }

    /** Returns the wrapped data key. */
    public byte[] wrappedKey() {
        return wrappedKey.clone();
    }
}
