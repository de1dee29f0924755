package io.vaultsnapshot.snapshot.store;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.utils.Md5Utils;

/**
 * A versioned bucket in memory, safe for several threads. Version ids are {@code v1}, {@code v2} and so on over all
 * keys.
 */
public final class InMemorySnapshotStore implements SnapshotStore, VersionListing, SnapshotTags {
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
        return put(key, bytes, metadata, Instant.EPOCH);
    }

    /** Puts a new version at a key with metadata at a time; returns its id. */
    public synchronized String put(String key, byte[] bytes, Map<String, String> metadata, Instant lastModified) {
        String id = "v" + ++versions;
        objects.computeIfAbsent(key, unused -> new ArrayList<>())
                .add(new Version(id, bytes.clone(), lastModified, metadata));
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

    @Override
    public synchronized List<ObjectVersion> versions(String prefix) {
        List<ObjectVersion> found = new ArrayList<>();
        objects.forEach((key, versions) -> {
            if (key.startsWith(prefix)) {
                for (int newestFirst = versions.size() - 1; newestFirst >= 0; newestFirst--) {
                    Version each = versions.get(newestFirst);
                    found.add(each.version(key, each == current(versions)));
                }
            }
        });
        return found;
    }

    @Override
    public synchronized void mark(String key, String versionId) {
        find(key, versionId).ifPresent(version -> version.marked = true);
    }

    @Override
    public synchronized void unmark(String key, String versionId) {
        find(key, versionId).ifPresent(version -> version.marked = false);
    }

    private Optional<Version> find(String key, String versionId) {
        return objects.getOrDefault(key, List.of()).stream()
                .filter(each -> each.id.equals(versionId))
                .findFirst();
    }

    /** Returns the keys of the versions that are marked. */
    public synchronized Set<String> marked() {
        Set<String> keys = new TreeSet<>();
        objects.forEach((key, versions) ->
                versions.stream().filter(each -> each.marked).forEach(each -> keys.add(key)));
        return keys;
    }

    /**
     * Does what S3's lifecycle does once a day: hides a marked version when it is old enough, removes it when it was hidden
     * long enough, and removes a delete marker with nothing below.
     */
    public synchronized void expire(Instant now, Duration age, Duration hidden) {
        for (List<Version> versions : objects.values()) {
            Version top = current(versions);
            if (top.isDeleteMarker()) {
                versions.removeIf(each ->
                        each.marked && each != top && !top.lastModified.plus(hidden).isAfter(now));
                versions.removeIf(each -> each == top && versions.size() == 1);
            } else if (top.marked && !top.lastModified.plus(age).isAfter(now)) {
                versions.add(new Version("v" + ++this.versions, null, now, Map.of()));
            }
        }
        objects.values().removeIf(List::isEmpty);
    }

    /** Puts a delete marker at a key, as a deletion without a version does. */
    public synchronized void hide(String key, Instant now) {
        objects.get(key).add(new Version("v" + ++versions, null, now, Map.of()));
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
                .filter(entry -> !current(entry.getValue()).isDeleteMarker())
                .map(entry -> current(entry.getValue()).listed(entry.getKey()))
                .toList();
    }

    @Override
    public synchronized SnapshotContent open(String key, @Nullable String versionId) throws SnapshotGoneException {
        opened.add(key);
        List<Version> ofKey = objects.getOrDefault(key, List.of());
        if (!ofKey.isEmpty() && versionId == null && !current(ofKey).isDeleteMarker()) {
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
        /** Null for a delete marker. */
        final byte @Nullable [] bytes;

        final Instant lastModified;
        final Map<String, String> metadata;
        boolean marked;

        Version(String id, byte @Nullable [] bytes, Instant lastModified, Map<String, String> metadata) {
            this.metadata = metadata;
            this.id = id;
            this.bytes = bytes;
            this.lastModified = lastModified;
        }

        boolean isDeleteMarker() {
            return bytes == null;
        }

        ObjectVersion version(String key, boolean latest) {
            return new ObjectVersion(key, id, latest, bytes == null, bytes == null ? 0 : bytes.length, lastModified);
        }

        StoredObject listed(String key) {
            return new StoredObject(key, md5(bytes), bytes.length, lastModified);
        }

        SnapshotContent content() {
            return new SnapshotContent(bytes.length, id, metadata, new ByteArrayInputStream(bytes));
        }
    }
}
