package io.vaultsnapshot.verifier.requests;

import io.vaultsnapshot.contract.bucket.RecordKey;

/** Lambda did not take the request for a verification. The next sweep finds the snapshot again. */
public final class RequestNotTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for Lambda's answer. */
    public RequestNotTakenException(RecordKey key, Throwable cause) {
        super(
                "the verification of " + key.format() + " could not be requested; the next sweep asks again: "
                        + cause.getMessage(),
                cause);
    }
}
