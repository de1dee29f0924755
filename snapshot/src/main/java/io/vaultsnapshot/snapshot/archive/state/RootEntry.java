package io.vaultsnapshot.snapshot.archive.state;

import static io.vaultsnapshot.contract.finding.FindingCode.AUTH_MOUNTS_MISSING;
import static io.vaultsnapshot.contract.finding.FindingCode.KEYRING_MISSING;
import static io.vaultsnapshot.contract.finding.FindingCode.MOUNTS_MISSING;
import static io.vaultsnapshot.contract.finding.FindingCode.NAMESPACE_SEAL_CONFIG_MISSING;
import static io.vaultsnapshot.contract.finding.FindingCode.NAMESPACE_SEAL_INCOMPLETE;
import static io.vaultsnapshot.contract.finding.FindingCode.ROOT_KEY_INVALID;
import static io.vaultsnapshot.contract.finding.FindingCode.ROOT_KEY_MISSING;
import static io.vaultsnapshot.contract.finding.FindingCode.SEAL_CONFIG_MISSING;
import static io.vaultsnapshot.contract.finding.FindingCode.UNSEAL_KEYS_MISSING;

import io.vaultsnapshot.contract.finding.FindingCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What every root of a state needs: the root namespace, and each namespace that has a seal of its own (OpenBao 2.6).
 * A namespace's keys start with {@code namespaces/<uuid>/}. The sources are files of OpenBao 2.6.2; Vault has the same
 * paths. What a server does without an entry was seen, see {@code docs/format.md}.
 */
enum RootEntry {
    /** The keys that encrypt all other values, encrypted by the root key. Source: vault/barrier/aes_gcm.go, Unseal. */
    KEYRING(ValueForm.KEYRING, KEYRING_MISSING, KEYRING_MISSING, NAMESPACE_SEAL_INCOMPLETE, "core/keyring"),
    /**
     * How the root is unsealed: plain JSON in the root namespace, encrypted by the parent's keyring in a namespace.
     * Source: vault/seal.go, BarrierConfig; vault/namespace_store.go, loadNamespacesRecursive.
     */
    SEAL_CONFIG(
            ValueForm.CONFIG,
            SEAL_CONFIG_MISSING,
            SEAL_CONFIG_MISSING,
            NAMESPACE_SEAL_CONFIG_MISSING,
            "core/seal-config"),
    /** The root key, encrypted by the seal. Source: vault/seal.go, readStoredKeys. */
    UNSEAL_KEYS(
            ValueForm.SEALED,
            UNSEAL_KEYS_MISSING,
            UNSEAL_KEYS_MISSING,
            NAMESPACE_SEAL_INCOMPLETE,
            "core/hsm/barrier-unseal-keys"),
    /**
     * The root key, encrypted by the keyring. OpenBao up to 2.2 and Vault name it {@code core/master}. Servers do
     * without it, but not with one that they cannot decrypt; a namespace unseals in either case. Source: vault/barrier/aes_gcm.go, ReloadRootKey.
     */
    ROOT_KEY(ValueForm.KEY, ROOT_KEY_MISSING, ROOT_KEY_INVALID, ROOT_KEY_MISSING, "core/root-key", "core/master"),
    /** The table of mounts, one entry in Vault and one for each mount in OpenBao. Source: vault/mount.go, loadMounts. */
    MOUNTS(ValueForm.ENCRYPTED, MOUNTS_MISSING, MOUNTS_MISSING, NAMESPACE_SEAL_INCOMPLETE, "core/mounts"),
    /** The same of auth mounts. Source: vault/auth.go, loadCredentials. */
    AUTH_MOUNTS(ValueForm.ENCRYPTED, AUTH_MOUNTS_MISSING, AUTH_MOUNTS_MISSING, NAMESPACE_SEAL_INCOMPLETE, "core/auth");

    private static final RootEntry[] ALL = values();

    private final ValueForm form;
    private final FindingCode missing;
    private final FindingCode unreadable;
    private final FindingCode ofNamespace;
    private final byte[][] keys;

    RootEntry(ValueForm form, FindingCode missing, FindingCode unreadable, FindingCode ofNamespace, String... keys) {
        this.form = form;
        this.missing = missing;
        this.unreadable = unreadable;
        this.ofNamespace = ofNamespace;
        this.keys = Stream.of(keys)
                .map(key -> key.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    /** Returns the entry that a key is of, or null; the root's own part of the key starts at the given place. */
    static @Nullable RootEntry of(byte[] key, int from, int length) {
        for (RootEntry each : ALL) {
            for (byte[] own : each.keys) {
                if (each.matches(own, key, from, length)) {
                    return each;
                }
            }
        }
        return null;
    }

    private boolean matches(byte[] own, byte[] key, int from, int length) {
        int end = from + own.length;
        boolean whole = length == end || (isTable() && length > end && key[end] == '/');
        return whole && Arrays.equals(key, from, end, own, 0, own.length);
    }

    private boolean isTable() {
        return this == MOUNTS || this == AUTH_MOUNTS;
    }

    /** Returns whether a namespace that has it has a seal of its own. Every namespace has mounts. */
    boolean marksSeal() {
        return !isTable();
    }

    /** Returns whether a value can be one of this entry. */
    boolean accepts(byte[] begin, long length, boolean inNamespace) {
        return form.accepts(begin, length, inNamespace);
    }

    /** Returns what it means that a root does not have it, or has one that cannot be read. */
    FindingCode code(boolean present, boolean inNamespace) {
        return inNamespace ? ofNamespace : present ? unreadable : missing;
    }

    /** Returns the names of its key. */
    String names() {
        return String.join(
                " or ",
                List.of(keys).stream()
                        .map(key -> new String(key, StandardCharsets.US_ASCII))
                        .toList());
    }
}
