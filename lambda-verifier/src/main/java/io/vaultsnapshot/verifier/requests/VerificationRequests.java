package io.vaultsnapshot.verifier.requests;

import io.vaultsnapshot.contract.bucket.RecordKey;

/** Where the sweep asks for the verification of a snapshot that it found. */
public interface VerificationRequests {
    /**
     * Asks for the verification of the snapshot's current version, and does not wait for it.
     *
     * @throws RequestNotTakenException if the request was not taken
     */
    void request(RecordKey key);
}
