package io.vaultsnapshot.snapshot.archive.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The storage keys that are known without any decryption. They are the same in Vault and OpenBao. */
final class StorageKeys {
    /** What the keys of all namespaces but the root start with, before the namespace's UUID and a slash. */
    static final String NAMESPACES = "namespaces/";

    private static final byte[] CORE = ascii("core/");
    private static final byte[] NAMESPACES_BYTES = ascii(NAMESPACES);
    private static final int UUID_LENGTH = 36;
    private static final int IN_NAMESPACE = NAMESPACES_BYTES.length + UUID_LENGTH + 1;
    private static final byte[] SEAL_CONFIG = ascii("core/seal-config");
    private static final byte[] UNSEAL_KEYS = ascii("core/hsm/barrier-unseal-keys");
    private static final byte[] RECOVERY_CONFIG = ascii("core/recovery-config");
    private static final byte[] RECOVERY_KEY = ascii("core/recovery-key");
    private static final byte[] VERSIONS = ascii("core/versions/");
    private static final byte[] ROOT_KEY_OF_OPENBAO = ascii("core/root-key");
    private static final byte[] MOUNT_OF_OPENBAO = ascii("core/mounts/");

    private StorageKeys() {}

    /** Returns where a root's own part of the key starts, which is {@code core/…}, or -1 when it is another key. */
    static int coreAt(byte[] key, int length) {
        if (key[0] == 'c') {
            return startsWith(key, length, 0, CORE) ? 0 : -1;
        }
        boolean inNamespace = key[0] == 'n'
                && length > IN_NAMESPACE
                && key[IN_NAMESPACE - 1] == '/'
                && startsWith(key, length, IN_NAMESPACE, CORE)
                && startsWith(key, length, 0, NAMESPACES_BYTES);
        return inNamespace ? IN_NAMESPACE : -1;
    }

    /** Returns the UUID of the namespace whose {@code core/} starts at {@link #coreAt}. */
    static String namespace(byte[] key) {
        return new String(key, NAMESPACES_BYTES.length, UUID_LENGTH, StandardCharsets.ISO_8859_1);
    }

    /** How the server is unsealed, in plain JSON. */
    static boolean isSealConfig(byte[] key, int length) {
        return equals(key, length, SEAL_CONFIG);
    }

    /** The root key as the seal encrypted it. Unsealing opens it first. */
    static boolean isUnsealKeys(byte[] key, int length) {
        return equals(key, length, UNSEAL_KEYS);
    }

    /** How the recovery keys beside a seal that unseals by itself are split, in plain JSON. */
    static boolean isRecoveryConfig(byte[] key, int length) {
        return equals(key, length, RECOVERY_CONFIG);
    }

    /** The recovery key as the seal encrypted it. */
    static boolean isRecoveryKey(byte[] key, int length) {
        return equals(key, length, RECOVERY_KEY);
    }

    /** Returns whether only OpenBao writes such a key: from 2.3 on the root key's, and one for each mount. */
    static boolean isOfOpenBao(byte[] key, int length) {
        return equals(key, length, ROOT_KEY_OF_OPENBAO) || startsWith(key, length, 0, MOUNT_OF_OPENBAO);
    }

    /** Returns whether the value is needed, not only its length. */
    static boolean isKept(byte[] key, int length) {
        int core = coreAt(key, length);
        return core >= 0
                && (RootEntry.of(key, core, length) != null
                        || isRecoveryConfig(key, length)
                        || isRecoveryKey(key, length));
    }

    /** One entry for each version that ever ran on the storage. */
    static boolean isVersion(byte[] key, int length) {
        return length > VERSIONS.length && startsWith(key, length, 0, VERSIONS);
    }

    /** Returns the version of a key that {@link #isVersion} is true for. */
    static String version(byte[] key, int length) {
        return new String(key, VERSIONS.length, length - VERSIONS.length, StandardCharsets.UTF_8);
    }

    private static boolean startsWith(byte[] key, int length, int from, byte[] prefix) {
        int to = from + prefix.length;
        return length >= to && Arrays.equals(key, from, to, prefix, 0, prefix.length);
    }

    private static boolean equals(byte[] key, int length, byte[] expected) {
        return length == expected.length && Arrays.equals(key, 0, length, expected, 0, length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
