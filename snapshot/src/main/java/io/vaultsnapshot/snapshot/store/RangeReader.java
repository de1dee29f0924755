package io.vaultsnapshot.snapshot.store;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads single ranges of one version of an object. Safe for several threads. */
final class RangeReader {
    private final S3Client client;
    private final PinnedObject object;
    private final Retry attempts;

    RangeReader(S3Client client, PinnedObject object, Retry attempts) {
        this.client = client;
        this.object = object;
        this.attempts = attempts;
    }

    long size() {
        return object.size();
    }

    /**
     * Reads {@code length} bytes into a buffer, beginning at byte {@code first} of the object.
     *
     * @throws StoreUnavailableException if they could not be read within the attempts of the policy
     */
    void read(long first, byte[] buffer, int length) throws StoreUnavailableException {
        long last = first + length - 1;
        try {
            attempts.read(() -> sameObject(
                    client.getObject(object.range(first, last), new ExactRange(object, first, buffer, length))));
        } catch (SdkException failure) {
            String operation = "reading bytes " + first + " to " + last + " of";
            throw S3Failure.isGone(failure)
                    ? S3Failure.gone(operation, object.location(), failure)
                    : S3Failure.unavailable(operation, object.location(), failure);
        }
    }

    /** Fails as a store does that supports If-Match. Some stores ignore it. */
    private GetObjectResponse sameObject(GetObjectResponse response) {
        if (!Etag.unquoted(response.eTag()).equals(object.etag())) {
            throw S3Exception.builder()
                    .statusCode(412)
                    .message("the object's ETag is no longer " + object.etag())
                    .build();
        }
        return response;
    }
}
