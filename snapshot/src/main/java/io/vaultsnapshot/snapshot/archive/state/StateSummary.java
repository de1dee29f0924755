package io.vaultsnapshot.snapshot.archive.state;

import io.vaultsnapshot.contract.record.PrefixCount;
import io.vaultsnapshot.contract.record.StateContents;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is kept of the storage entries: counts, sizes, and the few entries whose keys are known. */
public final class StateSummary {
    private final PrefixTally prefixes;
    private final KindTally kinds = new KindTally();
    private final LargestKeys largest = new LargestKeys();
    private final ServerVersions versions = new ServerVersions();
    private long entries;
    private long entryBytes;
    private boolean keyring;
    private boolean rootKey;
    private boolean sealConfigSeen;
    private byte @Nullable [] sealConfig;
    private byte @Nullable [] recoveryConfig;
    private byte @Nullable [] unsealKeys;

    /** Creates an empty summary. The depth is the number of key parts in the prefixes that it counts. */
    public StateSummary(int depth) {
        this.prefixes = new PrefixTally(depth);
    }

    void add(EntryFields entry) {
        byte[] key = entry.key();
        int length = entry.keyLength();
        long size = length + entry.valueLength();
        entries++;
        entryBytes += size;
        prefixes.add(key, length, size);
        kinds.add(key, length, size);
        largest.add(key, length, size);
        if (key[0] == 'c') {
            addCore(entry, key, length);
        }
    }

    private void addCore(EntryFields entry, byte[] key, int length) {
        boolean filled = entry.valueLength() > 0;
        if (StorageKeys.isKeyring(key, length)) {
            keyring |= filled;
        } else if (StorageKeys.isRootKey(key, length)) {
            rootKey |= filled;
        } else if (StorageKeys.isSealConfig(key, length)) {
            addSealConfig(entry);
        } else if (StorageKeys.isRecoveryConfig(key, length)) {
            recoveryConfig = value(entry);
        } else if (StorageKeys.isUnsealKeys(key, length)) {
            unsealKeys = filled ? value(entry) : null;
        } else if (StorageKeys.isVersion(key, length)) {
            versions.add(StorageKeys.version(key, length));
        }
    }

    /** A value that is too long to be kept counts as an empty one: present, but not JSON. */
    private void addSealConfig(EntryFields entry) {
        sealConfigSeen |= entry.valueLength() > 0;
        sealConfig = value(entry);
    }

    private static byte[] value(EntryFields entry) {
        return entry.valueKept() ? Arrays.copyOf(entry.kept(), (int) entry.valueLength()) : new byte[0];
    }

    /** Returns how many entries there are. */
    long entries() {
        return entries;
    }

    /** Returns whether there is a keyring that is not empty. */
    boolean hasKeyring() {
        return keyring;
    }

    /** Returns whether there is a root key that is not empty. */
    boolean hasRootKey() {
        return rootKey;
    }

    /** Returns the root key as the seal encrypted it, or null when there is none or an empty one. */
    public byte @Nullable [] unsealKeys() {
        return unsealKeys;
    }

    /** Returns the configuration of the recovery keys, or null when there is none. */
    public byte @Nullable [] recoveryConfig() {
        return recoveryConfig;
    }

    /** Returns whether there is a seal configuration that is not empty. */
    boolean hasSealConfig() {
        return sealConfigSeen;
    }

    /** Returns the seal configuration, or empty when there is none or an empty one. */
    public Optional<byte[]> sealConfig() {
        return sealConfigSeen ? Optional.ofNullable(sealConfig) : Optional.empty();
    }

    /** Returns the server versions that ever ran on the storage, oldest version first. */
    public List<String> serverVersions() {
        return versions.sorted();
    }

    /** Returns the longest entries, longest first. */
    public List<LargestKey> largest() {
        return largest.list();
    }

    /** Returns what the state holds by kind. */
    public StateContents contents() {
        return new StateContents(entries, entryBytes, kinds.counts(), List.copyOf(kinds.mountIds()));
    }

    /** Returns entries and bytes by prefix of the storage keys. */
    public Map<String, PrefixCount> prefixes() {
        return prefixes.counts();
    }
}
