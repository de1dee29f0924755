package io.vaultsnapshot.snapshot.archive;

import io.vaultsnapshot.contract.record.PrefixCount;
import io.vaultsnapshot.contract.record.StateContents;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is remembered of the entries: counts, sizes, and the few entries whose keys mean something. */
final class StateSummary {
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

    /** Creates an empty summary that counts by so many parts of the keys. */
    StateSummary(int depth) {
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

    /** A value too long to be kept is remembered as an empty one: there, and no JSON. */
    private void addSealConfig(EntryFields entry) {
        sealConfigSeen |= entry.valueLength() > 0;
        sealConfig = value(entry);
    }

    private static byte[] value(EntryFields entry) {
        return entry.valueKept() ? Arrays.copyOf(entry.kept(), (int) entry.valueLength()) : new byte[0];
    }

    long entries() {
        return entries;
    }

    /** Returns whether there is a keyring with something in it. */
    boolean hasKeyring() {
        return keyring;
    }

    /** Returns whether there is a root key with something in it. */
    boolean hasRootKey() {
        return rootKey;
    }

    /** Returns the root key as the seal encrypted it, or null when there is none or an empty one. */
    byte @Nullable [] unsealKeys() {
        return unsealKeys;
    }

    byte @Nullable [] recoveryConfig() {
        return recoveryConfig;
    }

    /** Returns whether there is a seal configuration with something in it. */
    boolean hasSealConfig() {
        return sealConfigSeen;
    }

    Optional<byte[]> sealConfig() {
        return sealConfigSeen ? Optional.ofNullable(sealConfig) : Optional.empty();
    }

    List<String> serverVersions() {
        return versions.sorted();
    }

    List<LargestKey> largest() {
        return largest.list();
    }

    StateContents contents() {
        return new StateContents(entries, entryBytes, kinds.counts(), List.copyOf(kinds.mountIds()));
    }

    Map<String, PrefixCount> prefixes() {
        return prefixes.counts();
    }
}
