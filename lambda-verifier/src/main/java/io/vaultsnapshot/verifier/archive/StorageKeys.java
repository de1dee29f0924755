package io.vaultsnapshot.verifier.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The storage keys that mean something without any decryption, the same in Vault and OpenBao. */
final class StorageKeys {
    private static final byte[] KEYRING = ascii("core/keyring");
    private static final byte[] SEAL_CONFIG = ascii("core/seal-config");
    private static final byte[] VERSIONS = ascii("core/versions/");

    private StorageKeys() {}

    /** The keys that encrypt everything else, themselves sealed. */
    static boolean isKeyring(byte[] key, int length) {
        return equals(key, length, KEYRING);
    }

    /** How the server is unsealed, in plain JSON. */
    static boolean isSealConfig(byte[] key, int length) {
        return equals(key, length, SEAL_CONFIG);
    }

    /** One entry for each version that ever ran on the storage. */
    static boolean isVersion(byte[] key, int length) {
        return length > VERSIONS.length && Arrays.equals(key, 0, VERSIONS.length, VERSIONS, 0, VERSIONS.length);
    }

    /** Returns the version of a key that {@link #isVersion} is true for. */
    static String version(byte[] key, int length) {
        return new String(key, VERSIONS.length, length - VERSIONS.length, StandardCharsets.UTF_8);
    }

    private static boolean equals(byte[] key, int length, byte[] expected) {
        return length == expected.length && Arrays.equals(key, 0, length, expected, 0, length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
