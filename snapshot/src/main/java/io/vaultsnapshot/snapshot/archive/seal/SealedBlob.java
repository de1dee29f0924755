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
    /** What a Shamir seal writes at least: nonce and tag. Source: go-kms-wrapping, aead.go. */
    private static final int SHAMIR_BYTES = 12 + 16;
    /** Source: the documentation of the transit engine; go-kms-wrapping, transit.go. */
    private static final String TRANSIT = "vault:v";

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

    /** Returns the blob, or empty when the bytes are none. */
    public static Optional<SealedBlob> parse(byte[] bytes) {
        return ProtoFields.parse(bytes)
                .flatMap(blob -> ProtoFields.parse(field(blob, KEY_INFO))
                        .map(info -> new SealedBlob(
                                field(blob, CIPHERTEXT),
                                field(blob, IV),
                                keyId(field(info, KEY_ID)),
                                field(info, WRAPPED_KEY))))
                .filter(SealedBlob::canBeDecrypted);
    }

    private static String keyId(byte[] field) {
        String id = Printable.plain(new String(field, StandardCharsets.ISO_8859_1));
        return id.substring(0, Math.min(id.length(), KEY_ID_LIMIT));
    }

    private static byte[] field(Map<Integer, byte[]> fields, int number) {
        return fields.getOrDefault(number, new byte[0]);
    }

    private boolean canBeDecrypted() {
        return ciphertext.length >= (isShamir() ? SHAMIR_BYTES : 1);
    }

    /** Returns whether the key shares encrypted it: it names no key outside of the snapshot. */
    public boolean isShamir() {
        return keyId.isEmpty() && wrappedKey.length == 0 && !isTransit();
    }

    /** Returns whether a server's transit engine encrypted it, whose ciphertext is a text. */
    boolean isTransit() {
        return new String(ciphertext, StandardCharsets.ISO_8859_1).startsWith(TRANSIT);
    }

    /** Returns the encrypted bytes, the tag at their end. */
    public byte[] ciphertext() {
        return ciphertext.clone();
    }

    /** Returns the nonce; 12 bytes in what servers write. */
    public byte[] iv() {
        return iv.clone();
    }

    /** Returns the id of the key, for AWS KMS its ARN: printable, and empty with a Shamir seal. */
    public String keyId() {
        return keyId;
    }

    /** Returns the wrapped data key. */
    public byte[] wrappedKey() {
        return wrappedKey.clone();
    }
}
