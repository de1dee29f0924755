package io.vaultsnapshot.snapshot.store;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.utils.Md5Utils;

/**
 * A versioned bucket in memory, safe for several threads. Version ids are {@code v1}, {@code v2} and so on over all
 * keys.
 */
public final class InMemorySnapshotStore implements SnapshotStore {
    private final NavigableMap<String, List<Version>> objects = new TreeMap<>();
    private final List<String> opened = new ArrayList<>();
    private int versions;

    /** Puts a new version at a key; returns its id. */
    public synchronized String put(String key, byte[] bytes, Instant lastModified) {
        String id = "v" + ++versions;
        objects.computeIfAbsent(key, unused -> new ArrayList<>()).add(new Version(id, bytes.clone(), lastModified, Map.of()));
        return id;
    }

    /** Puts a new version at a key with metadata, keys in lower case; returns its id. */
    public synchronized String put(String key, byte[] bytes, Map<String, String> metadata) {
        String id = "v" + ++versions;
        objects.computeIfAbsent(key, unused -> new ArrayList<>())
                .add(new Version(id, bytes.clone(), Instant.EPOCH, metadata));
        return id;
    }

    /** Puts a new version at a key, written at the epoch; returns its id. */
    public synchronized String put(String key, byte[] bytes) {
        return put(key, bytes, Instant.EPOCH);
    }

    /** Deletes a key with all its versions. */
    public synchronized void delete(String key) {
        objects.remove(key);
    }

    /** Returns the keys of all openings so far, in order. */
    public synchronized List<String> opened() {
        return List.copyOf(opened);
    }

    @Override
    public synchronized List<StoredObject> list(String prefix, @Nullable String startAfter) {
        return objects.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .filter(entry -> startAfter == null || entry.getKey().compareTo(startAfter) > 0)
                .map(entry -> current(entry.getValue()).listed(entry.getKey()))
                .toList();
    }

    @Override
    public synchronized SnapshotContent open(String key, @Nullable String versionId) throws SnapshotGoneException {
        opened.add(key);
        List<Version> ofKey = objects.getOrDefault(key, List.of());
        if (!ofKey.isEmpty() && versionId == null) {
            return current(ofKey).content();
        }
        for (Version each : ofKey) {
            if (each.id.equals(versionId)) {
                return each.content();
            }
        }
        throw new SnapshotGoneException(
                "opening " + key + " failed, the snapshot was deleted or replaced", new IllegalStateException(key));
    }

    private static Version current(List<Version> versions) {
        return versions.get(versions.size() - 1);
    }

    static String md5(byte[] bytes) {
        return HexFormat.of().formatHex(Md5Utils.computeMD5Hash(bytes));
    }

    private static final class Version {
        final String id;
        final byte[] bytes;
        final Instant lastModified;
        final Map<String, String> metadata;

        Version(String id, byte[] bytes, Instant lastModified, Map<String, String> metadata) {
            this.metadata = metadata;
            this.id = id;
            this.bytes = bytes;
            this.lastModified = lastModified;
        }

        StoredObject listed(String key) {
            return new StoredObject(key, md5(bytes), bytes.length, lastModified);
        }

        SnapshotContent content() {
            return new SnapshotContent(bytes.length, id, metadata, new ByteArrayInputStream(bytes));
        }
    }
}
