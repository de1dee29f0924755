package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.AwsPartition;
import java.time.Duration;

/**
 * Where the copies of the snapshots are.
 *
 * @param account the account, 12 digits
 * @param region the region
 * @param bucket the bucket's name, which follows from the place of the first bucket
 * @param allowedLag how long a proven snapshot may have no copy
 */
public record ReplicaSettings(String account, String region, String bucket, Duration allowedLag) {
    /**
     * Returns whether it is in another account than the first bucket.
     *
     * @param first the account of the first bucket
     */
    public boolean isInAnotherAccountThan(String first) {
        return !account.equals(first);
    }

    /** Returns the ARN of the bucket. */
    public String bucketArn() {
        return "arn:" + partition().id() + ":s3:::" + bucket;
    }

    /** Returns the ARN of the alias of the key that encrypts the copies. S3 takes it in a replication rule. */
    public String keyAliasArn() {
        return arn("kms", AwsNames.keyAlias(bucket));
    }

    /** Returns the ARN of a resource of a service in the replica's account and region. */
    public String arn(String service, String resource) {
        return String.join(":", "arn", partition().id(), service, region, account, resource);
    }

    /** Returns the partition, which is that of the first bucket. */
    public AwsPartition partition() {
        return AwsPartition.of(region).orElseThrow();
    }
}
