package io.vaultsnapshot.snapshot.store;

import io.vaultsnapshot.contract.aws.AwsNames;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * The encryption of what is written. It is the bucket's default. It stands in each request too, since the policy of an
 * organisation may refuse writes without these headers.
 */
final class BucketEncryption {
    private BucketEncryption() {}

    static PutObjectRequest.Builder in(String bucket, PutObjectRequest.Builder request) {
        return request.bucket(bucket)
                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(AwsNames.keyAlias(bucket));
    }
}
