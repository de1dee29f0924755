package io.vaultsnapshot.verifier.archive;

import io.vaultsnapshot.contract.document.PrefixCount;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is remembered of the entries: counts, sizes, and the few entries whose keys mean something. */
final class StateSummary {
    private final PrefixTally prefixes = new PrefixTally();
    private final ServerVersions versions = new ServerVersions();
    private long entries;
    private long entryBytes;
    private boolean keyring;
    private boolean sealConfigSeen;
    private byte @Nullable [] sealConfig;

    void add(EntryFields entry) {
        byte[] key = entry.key();
        int length = entry.keyLength();
        long size = length + entry.valueLength();
        entries++;
        entryBytes += size;
        prefixes.add(key, length, size);
        if (StorageKeys.isKeyring(key, length)) {
            keyring |= entry.valueLength() > 0;
        } else if (StorageKeys.isSealConfig(key, length)) {
            addSealConfig(entry);
        } else if (StorageKeys.isVersion(key, length)) {
            versions.add(StorageKeys.version(key, length));
        }
    }

    /** A value too long to be kept is remembered as an empty one: there, and no JSON. */
    private void addSealConfig(EntryFields entry) {
        sealConfigSeen |= entry.valueLength() > 0;
        sealConfig = entry.valueKept() ? Arrays.copyOf(entry.kept(), (int) entry.valueLength()) : new byte[0];
    }

    long entries() {
        return entries;
    }

    long entryBytes() {
        return entryBytes;
    }

    /** Returns whether there is a keyring with something in it. */
    boolean hasKeyring() {
        return keyring;
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

    Map<String, PrefixCount> prefixes() {
        return prefixes.counts();
    }
}
