package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.contract.settings.LockMode;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.BlockedEncryptionType;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.ObjectLockRetention;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/** What the bucket of the snapshots and that of their copies have in common: the lock, the encryption, and that both stay. */
final class LockedBucket {
    private static final double LEAST_TLS = 1.2;

    private LockedBucket() {}

    /** Returns a key for one bucket. It outlives the stack, since without it nobody can read what is in the bucket. */
    static Key key(Construct scope, String bucket, String description) {
        return Key.Builder.create(scope, "Key")
                .description(description)
                // Whoever writes to the bucket names the key by it, and need not look at the stack.
                .alias(AwsNames.keyAlias(bucket))
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                .build();
    }

    /** Returns a bucket in which every object is locked on arrival. */
    static Bucket.Builder builder(Construct scope, SnapshotSettings settings, String name, Key key) {
        return Bucket.Builder.create(scope, "Bucket")
                .bucketName(name)
                .versioned(true)
                .encryption(BucketEncryption.KMS)
                .encryptionKey(key)
                .bucketKeyEnabled(true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .blockedEncryptionTypes(List.of(BlockedEncryptionType.SSE_C))
                .enforceSsl(true)
                .minimumTlsVersion(LEAST_TLS)
                .objectLockEnabled(true)
                .objectLockDefaultRetention(retention(settings))
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    }

    /** Each object is locked when it arrives. A writer needs no right for it, and so cannot leave it out. */
    private static ObjectLockRetention retention(SnapshotSettings settings) {
        Duration days = Duration.days(lockDays(settings));
        return settings.get(FleetSetting.LOCK_MODE) == LockMode.COMPLIANCE
                ? ObjectLockRetention.compliance(days)
                : ObjectLockRetention.governance(days);
    }

    static long lockDays(SnapshotSettings settings) {
        return settings.get(FleetSetting.LOCK_DAYS).toDays();
    }
}
