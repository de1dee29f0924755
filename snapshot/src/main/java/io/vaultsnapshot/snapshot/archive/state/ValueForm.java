package io.vaultsnapshot.snapshot.archive.state;

import io.vaultsnapshot.snapshot.archive.seal.WrappedRootKey;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What can be told of a value without any key. What the barrier encrypts starts with the key's number (4 bytes, from 1
 * on) and a version (1 or 2), and has a nonce of 12 bytes and a tag of 16. Source: OpenBao's vault/barrier/aes_gcm.go,
 * which Vault shares.
 */
enum ValueForm {
    /** Encrypted by the barrier. */
    ENCRYPTED(1),
    /** A key, encrypted by the barrier: JSON with a key of 32 bytes in base64. */
    KEY(44),
    /** The keyring, encrypted by the root key, whose number is always 1. */
    KEYRING(44),
    /** A seal's configuration. */
    CONFIG(1),
    /** Encrypted by a seal. */
    SEALED(1);

    private static final int AROUND = 4 + 1 + 12 + 16;

    private final int shortest;

    ValueForm(int shortest) {
        this.shortest = shortest;
    }

    /**
     * Returns whether a value can have this form.
     *
     * @param begin its first bytes, all of them up to {@link EntryFields#KEPT_LIMIT}
     * @param length its length in bytes
     */
    boolean accepts(byte[] begin, long length, boolean inNamespace) {
        return switch (this) {
            case ENCRYPTED, KEY, KEYRING -> isEncrypted(begin, length);
            case CONFIG -> inNamespace ? isEncrypted(begin, length) : length > 0;
            case SEALED ->
                WrappedRootKey.parse(Arrays.copyOf(begin, (int) Math.min(begin.length, length)))
                        .isPresent();
        };
    }

    private boolean isEncrypted(byte[] begin, long length) {
        if (length < AROUND + shortest) {
            return false;
        }
        int number = ByteBuffer.wrap(begin).getInt();
        return (begin[4] == 1 || begin[4] == 2) && (this == KEYRING ? number == 1 : number > 0);
    }
}
