package io.vaultsnapshot.snapshot.store;

/** Where the self-test plants its snapshot: the one thing that the verifier may write among snapshots. */
public interface PlantingStore {
    /**
     * Writes an object.
     *
     * @throws StoreUnavailableException if it was not taken
     */
    void plant(String key, byte[] bytes) throws StoreUnavailableException;
}
