package io.vaultsnapshot.snapshot.store;

/** Writes the damaged snapshot of the self-test. The verifier can write no other object below {@code snapshots/}. */
public interface PlantingStore {
    /**
     * Writes an object.
     *
     * @throws StoreUnavailableException if it could not be written
     */
    void plant(String key, byte[] bytes) throws StoreUnavailableException;
}
