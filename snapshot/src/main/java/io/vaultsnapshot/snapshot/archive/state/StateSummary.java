package io.vaultsnapshot.snapshot.archive.state;

import io.vaultsnapshot.contract.record.PrefixCount;
import io.vaultsnapshot.contract.record.StateContents;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is kept of the storage entries: counts, sizes, and the few entries whose keys are known. */
public final class StateSummary {
    /** No real server has so many namespaces. A hostile archive may name any number. */
    static final int NAMESPACE_LIMIT = 10_000;

    private final PrefixTally prefixes;
    private final KindTally kinds = new KindTally();
    private final LargestKeys largest = new LargestKeys();
    private final ServerVersions versions = new ServerVersions();
    private long entries;
    private long entryBytes;
    private final SealRoot root = new SealRoot();
    private final Map<String, SealRoot> namespaces = new TreeMap<>();
    private boolean namespacesLeftOut;
    private boolean ofOpenBao;
    private byte @Nullable [] sealConfig;
    private byte @Nullable [] unsealKeys;
    private byte @Nullable [] recoveryConfig;
    private byte @Nullable [] recoveryKey;

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
        int core = StorageKeys.coreAt(key, length);
        if (core >= 0) {
            addRootEntry(entry, core);
        }
        if (core == 0) {
            addCore(entry, key, length);
        }
    }

    private void addRootEntry(EntryFields entry, int core) {
        RootEntry required = RootEntry.of(entry.key(), core, entry.keyLength());
        if (required != null) {
            boolean inNamespace = core > 0;
            SealRoot of = inNamespace ? namespace(StorageKeys.namespace(entry.key())) : root;
            of.add(required, required.accepts(entry.kept(), entry.valueLength(), inNamespace));
        }
    }

    private SealRoot namespace(String uuid) {
        if (namespaces.size() == NAMESPACE_LIMIT && !namespaces.containsKey(uuid)) {
            namespacesLeftOut = true;
            return new SealRoot();
        }
        return namespaces.computeIfAbsent(uuid, first -> new SealRoot());
    }

    private void addCore(EntryFields entry, byte[] key, int length) {
        ofOpenBao |= StorageKeys.isOfOpenBao(key, length);
        if (StorageKeys.isVersion(key, length)) {
            versions.add(StorageKeys.version(key, length));
        } else if (StorageKeys.isRecoveryConfig(key, length)) {
            recoveryConfig = value(entry);
        } else if (StorageKeys.isRecoveryKey(key, length)) {
            recoveryKey = value(entry);
        } else if (StorageKeys.isSealConfig(key, length)) {
            sealConfig = value(entry);
        } else if (StorageKeys.isUnsealKeys(key, length)) {
            unsealKeys = value(entry);
        }
    }

    /** An empty value counts as none. One that is too long to be kept is present, but not what it should be. */
    private static byte @Nullable [] value(EntryFields entry) {
        if (entry.valueLength() == 0) {
            return null;
        }
        return entry.valueKept() ? Arrays.copyOf(entry.kept(), (int) entry.valueLength()) : new byte[0];
    }

    /** Returns how many entries there are. */
    long entries() {
        return entries;
    }

    /** Returns what was seen of the root namespace. */
    SealRoot root() {
        return root;
    }

    /** Returns what was seen of the other namespaces, by their UUIDs. */
    Map<String, SealRoot> namespaces() {
        return namespaces;
    }

    /** Returns whether there are more namespaces than are kept. */
    boolean namespacesLeftOut() {
        return namespacesLeftOut;
    }

    /** Returns whether there is a key that only OpenBao writes. */
    boolean isOfOpenBao() {
        return ofOpenBao;
    }

    /** Returns the seal configuration, or empty when there is none or an empty one. */
    public Optional<byte[]> sealConfig() {
        return Optional.ofNullable(sealConfig);
    }

    /** Returns the root key as the seal encrypted it, or null when there is none. */
    public byte @Nullable [] unsealKeys() {
        return unsealKeys;
    }

    /** Returns the configuration of the recovery keys, or null when there is none. */
    public byte @Nullable [] recoveryConfig() {
        return recoveryConfig;
    }

    /** Returns the recovery key as the seal encrypted it, or null when there is none. */
    public byte @Nullable [] recoveryKey() {
        return recoveryKey;
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
        List<String> sealed = namespaces.entrySet().stream()
                .filter(namespace -> namespace.getValue().isSealed())
                .map(Map.Entry::getKey)
                .toList();
        return new StateContents(entries, entryBytes, kinds.counts(), List.copyOf(kinds.mountIds()), sealed);
    }

    /** Returns entries and bytes by prefix of the storage keys. */
    public Map<String, PrefixCount> prefixes() {
        return prefixes.counts();
    }
}
