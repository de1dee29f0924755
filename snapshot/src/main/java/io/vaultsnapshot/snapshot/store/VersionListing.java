package io.vaultsnapshot.snapshot.store;

import java.util.List;

/** Lists all versions of objects, those of deleted objects included. */
public interface VersionListing {
    /**
     * Returns all versions and delete markers of the objects whose keys begin with a prefix, in key order.
     *
     * @throws StoreUnavailableException if not every one of them could be listed
     */
    List<ObjectVersion> versions(String prefix) throws StoreUnavailableException;
}
