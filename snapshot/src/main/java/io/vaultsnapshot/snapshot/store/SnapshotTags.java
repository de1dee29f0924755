package io.vaultsnapshot.snapshot.store;

/** Marks versions of snapshots that may go. It cannot do anything else with them. */
public interface SnapshotTags {
    /**
     * Marks a version. A version that is marked already stays so; one that is gone stays gone.
     *
     * @throws StoreUnavailableException if the version may not be marked now
     */
    void mark(String key, String versionId) throws StoreUnavailableException;

    /**
     * Takes the mark off again. A version without it, and one that is gone, stays as it is.
     *
     * @throws StoreUnavailableException if the version may still be marked now
     */
    void unmark(String key, String versionId) throws StoreUnavailableException;
}
