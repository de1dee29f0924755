package io.vaultsnapshot.snapshot.store;

import java.util.List;

/** Lists all versions of objects, those of deleted objects included. */
public interface VersionListing {
    /**
     * Returns all versions and delete markers of the objects whose keys begin with a prefix, in key order. The versions of one
     * key are in the order in which the store made them, newest first. Their times do not tell that: S3 gives an upload in
     * parts the time at which it began.
     *
     * @throws StoreUnavailableException if not every one of them could be listed
     */
    List<ObjectVersion> versions(String prefix) throws StoreUnavailableException;
}
