package io.vaultsnapshot.snapshot.archive.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The storage keys that are known without any decryption. They are the same in Vault and OpenBao. */
final class StorageKeys {
    private static final byte[] KEYRING = ascii("core/keyring");
    private static final byte[] SEAL_CONFIG = ascii("core/seal-config");
    private static final byte[] RECOVERY_CONFIG = ascii("core/recovery-config");
    private static final byte[] UNSEAL_KEYS = ascii("core/hsm/barrier-unseal-keys");
    private static final byte[] ROOT_KEY = ascii("core/root-key");
    private static final byte[] ROOT_KEY_IN_VAULT = ascii("core/master");
    private static final byte[] VERSIONS = ascii("core/versions/");

    private StorageKeys() {}

    /** The keyring: the encrypted keys that encrypt all other values. */
    static boolean isKeyring(byte[] key, int length) {
        return equals(key, length, KEYRING);
    }

    /** How the server is unsealed, in plain JSON. */
    static boolean isSealConfig(byte[] key, int length) {
        return equals(key, length, SEAL_CONFIG);
    }

    /** How the recovery keys beside a KMS seal are split, in plain JSON. */
    static boolean isRecoveryConfig(byte[] key, int length) {
        return equals(key, length, RECOVERY_CONFIG);
    }

    /** The root key as the seal encrypted it. Unsealing opens it first. */
    static boolean isUnsealKeys(byte[] key, int length) {
        return equals(key, length, UNSEAL_KEYS);
    }

    /** The root key as the keyring encrypted it. */
    static boolean isRootKey(byte[] key, int length) {
        return equals(key, length, ROOT_KEY) || equals(key, length, ROOT_KEY_IN_VAULT);
    }

    /** Returns whether the value is needed, not only its length. */
    static boolean isKept(byte[] key, int length) {
        return isSealConfig(key, length) || isRecoveryConfig(key, length) || isUnsealKeys(key, length);
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
