package io.vaultsnapshot.verifier.requests;

import io.vaultsnapshot.contract.bucket.RecordKey;

/** Where the sweep asks for the verification of a snapshot that it found. */
public interface VerificationRequests {
    /**
     * Asks for the verification of what the bucket has under the key, or of the version that it names, and does not wait.
     *
     * @throws RequestNotTakenException if the request was not taken
     */
    void request(RecordKey key);
}
