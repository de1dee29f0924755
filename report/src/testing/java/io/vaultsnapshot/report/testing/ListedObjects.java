package io.vaultsnapshot.report.testing;

import io.vaultsnapshot.snapshot.store.ObjectVersion;
import io.vaultsnapshot.snapshot.store.SnapshotContent;
import io.vaultsnapshot.snapshot.store.SnapshotStore;
import io.vaultsnapshot.snapshot.store.StoredObject;
import io.vaultsnapshot.snapshot.store.VersionListing;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Objects of which only the listing is known: gigabytes of backups without their bytes. Each has one version. */
public final class ListedObjects implements SnapshotStore, VersionListing {
    /** The one version of every object. */
    public static final String VERSION = "v1";

    private final NavigableMap<String, StoredObject> objects = new TreeMap<>();

    /** Puts an object. */
    public synchronized void put(String key, long size, Instant at) {
        objects.put(key, new StoredObject(key, "etag", size, at));
    }

    /** Deletes an object. */
    public synchronized void remove(String key) {
        objects.remove(key);
    }

    @Override
    public synchronized List<StoredObject> list(String prefix, @Nullable String startAfter) {
        return objects.tailMap(prefix).values().stream()
                .takeWhile(each -> each.key().startsWith(prefix))
                .filter(each -> startAfter == null || each.key().compareTo(startAfter) > 0)
                .toList();
    }

    @Override
    public synchronized List<ObjectVersion> versions(String prefix) {
        return list(prefix, null).stream()
                .map(each -> new ObjectVersion(each.key(), VERSION, true, false, each.size(), each.lastModified()))
                .toList();
    }

    @Override
    public SnapshotContent open(String key, @Nullable String versionId) {
        throw new UnsupportedOperationException("a report reads no backup");
    }
}
