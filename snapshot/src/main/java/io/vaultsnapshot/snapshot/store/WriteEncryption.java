package io.vaultsnapshot.snapshot.store;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * How what is written is encrypted. The key is the bucket's default too. It stands in each request, since the policy of an
 * organisation may refuse writes without these headers.
 *
 * @param kmsKey the ARN of a KMS key, or null for what the bucket says
 */
public record WriteEncryption(@Nullable String kmsKey) {
    /** What the bucket says. */
    public static final WriteEncryption OF_THE_BUCKET = new WriteEncryption(null);

    PutObjectRequest.Builder in(PutObjectRequest.Builder request) {
        return kmsKey == null
                ? request
                : request.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(kmsKey);
    }
}
