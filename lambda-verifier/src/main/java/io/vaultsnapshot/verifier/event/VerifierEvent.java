package io.vaultsnapshot.verifier.event;

import org.jspecify.annotations.Nullable;

/** What the function is asked to do. */
public sealed interface VerifierEvent {
    /**
     * An object was written.
     *
     * @param bucket the bucket's name
     * @param key the object's key
     * @param versionId the version that was written, or null in a bucket without versions
     */
    record ObjectCreated(
            String bucket, String key, @Nullable String versionId) implements VerifierEvent {}

    /** The schedule says that it is time to test the way that alerts take. */
    record SelfTestDue() implements VerifierEvent {}

    /** The schedule says that it is time to look for what is missing. */
    record SweepDue() implements VerifierEvent {}
}
