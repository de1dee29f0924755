package io.vaultsnapshot.snapshot.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where snapshots lie. Read only: nothing that verifies a snapshot may be able to change one. */
public interface SnapshotStore {
    /**
     * Returns all objects whose keys begin with a prefix, in key order.
     *
     * @param startAfter only keys that sort after this one, or null for all
     * @throws StoreUnavailableException if not every one of them could be listed
     */
    List<StoredObject> list(String prefix, @Nullable String startAfter) throws StoreUnavailableException;

    /**
     * Opens one version of a snapshot. Whatever happens to the key afterwards, the bytes delivered are that version's.
     *
     * @param versionId which version, or null for the current one
     * @throws SnapshotGoneException if there is no such snapshot, or no longer
     * @throws StoreUnavailableException if the store could not be asked
     */
    SnapshotContent open(String key, @Nullable String versionId) throws StoreUnavailableException;
}
