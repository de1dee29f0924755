package io.vaultsnapshot.snapshot.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The snapshots of a bucket. It can only read: code that verifies snapshots must not be able to change them. */
public interface SnapshotStore {
    /**
     * Returns all objects whose keys begin with a prefix, in key order.
     *
     * @param startAfter only keys that sort after this one, or null for all
     * @throws StoreUnavailableException if not every one of them could be listed
     */
    List<StoredObject> list(String prefix, @Nullable String startAfter) throws StoreUnavailableException;

    /**
     * Opens one version of a snapshot. The bytes are those of that version, even if the key gets another one.
     *
     * @param versionId which version, or null for the current one
     * @throws SnapshotGoneException if the snapshot does not exist, or no longer exists
     * @throws StoreUnavailableException if the store could not be asked
     */
    SnapshotContent open(String key, @Nullable String versionId) throws StoreUnavailableException;
}
