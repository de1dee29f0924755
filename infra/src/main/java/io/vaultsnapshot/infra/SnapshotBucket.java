package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.retention.Retention;
import io.vaultsnapshot.contract.retention.SupersededTag;
import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.contract.settings.LockMode;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.BlockedEncryptionType;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CfnBucket.EventBridgeConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.NotificationConfigurationProperty;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectLockRetention;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/**
 * The bucket and its key. Both outlive the stack: after the stack is deleted, the snapshots are still there and can be
 * decrypted. Only a failed creation takes them down again: they are empty then, and what stays would block the next try. Every
 * object is locked on arrival. Lifecycle rules delete only snapshots that the verifier has tagged, so the last good one stays
 * even when backups stop.
 */
final class SnapshotBucket extends Construct {
    private static final Duration UNFINISHED_UPLOAD_KEPT = Duration.days(1);
    /** Long enough to see how a cluster came to its state. Each sweep may replace a status. */
    private static final int REPLACED_STATUS_KEPT_DAYS = 30;

    private static final int SELF_TEST_KEPT_DAYS = 14;
    /** Longer than the longest time between two runs of a monthly schedule. */
    private static final int RUNS_KEPT_DAYS = 35;

    private static final double LEAST_TLS = 1.2;
    private static final List<String> KEY_USE = List.of("kms:Decrypt", "kms:GenerateDataKey");

    private final SnapshotSettings settings;
    private final Key key;
    private final Bucket bucket;
    // Asked for once for each cluster, and each question to CDK takes a message to Node.js and back.
    private final Stack stack;
    private final String arn;
    private final String logicalId;
    private final Map<String, Object> keyUse;

    SnapshotBucket(Construct scope, SnapshotSettings settings) {
        super(scope, "Snapshots");
        this.settings = settings;
        key = Key.Builder.create(this, "Key")
                .description("Encrypts the snapshots in " + settings.bucket())
                // Backup jobs name the key by it: manifests are written without a look at the stack.
                .alias(AwsNames.keyAlias(settings.bucket()))
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                .build();
        bucket = Bucket.Builder.create(this, "Bucket")
                .bucketName(settings.bucket())
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
                .objectLockDefaultRetention(retention())
                .serverAccessLogsBucket(accessLog())
                .lifecycleRules(lifecycleRules())
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                .build();
        stack = Stack.of(this);
        arn = bucket.getBucketArn();
        logicalId = stack.getLogicalId(resource());
        keyUse = Permission.text("UseKeyForThisBucket", KEY_USE, List.of(key.getKeyArn()), forThisBucket());
        announceNewObjects();
        refusals(objectsUnder("")).forEach(bucket::addToResourcePolicy);
    }

    /** Each object is locked when it arrives. A writer needs no right for it, and so cannot leave it out. */
    private ObjectLockRetention retention() {
        Duration days = Duration.days(lockDays());
        return settings.get(FleetSetting.LOCK_MODE) == LockMode.COMPLIANCE
                ? ObjectLockRetention.compliance(days)
                : ObjectLockRetention.governance(days);
    }

    private long lockDays() {
        return settings.get(FleetSetting.LOCK_DAYS).toDays();
    }

    private @Nullable IBucket accessLog() {
        Optional<String> given = settings.get(FleetSetting.ACCESS_LOG_BUCKET);
        if (given.isEmpty()) {
            return new AccessLogBucket(this).bucket();
        }
        if (given.get().equals(FleetSetting.NO_ACCESS_LOG)) {
            return null;
        }
        Annotations.of(this)
                .acknowledgeWarning(
                        "@aws-cdk/aws-s3:accessLogsPolicyNotAdded", "The setting says what the bucket must allow.");
        return Bucket.fromBucketName(this, "AccessLogs", given.get());
    }

    /**
     * Returns what is refused to everybody. A writer that names no encryption gets the bucket's. One that names another could
     * store what nobody here can read, or what anybody can. The key is compared as ARN and as alias, since the job
     * names the alias. Nobody loses the bucket by the last one: an administrator takes it out first, which CloudTrail shows.
     * Deleting a version is not refused, because that is also how a delete marker is taken away.
     */
    private List<PolicyStatement> refusals(String objects) {
        String encryption = "s3:x-amz-server-side-encryption";
        String alias = AwsNames.keyAlias(settings.bucket());
        List<String> ownKey = List.of(key.getKeyArn(), alias, settings.arn("kms", alias));
        return List.of(
                Permission.refused(
                        "NoOtherEncryption", List.of("s3:PutObject"), objects, encryption, List.of("aws:kms")),
                Permission.refused(
                        "NoOtherKey", List.of("s3:PutObject"), objects, encryption + "-aws-kms-key-id", ownKey),
                Permission.refused("NoBypassOfTheLock", List.of("s3:BypassGovernanceRetention"), objects));
    }

    String name() {
        return bucket.getBucketName();
    }

    /** Returns the stack that the bucket is in, which the clusters' nested stacks are in too. */
    Stack stack() {
        return stack;
    }

    String arn() {
        return arn;
    }

    String keyArn() {
        return key.getKeyArn();
    }

    /** Returns the ARN of all objects whose keys start with the prefix. */
    String objectsUnder(String prefix) {
        return object(prefix + "*");
    }

    /** Returns the ARN of one object. */
    String object(String key) {
        return arn + "/" + key;
    }

    /**
     * Returns the right to use the key for objects of this bucket through S3, and for nothing else. S3 needs Decrypt
     * for uploads as well, to put the parts of a large one together; with a bucket key the context is the bucket's ARN.
     */
    PolicyStatement keyUse() {
        return keyUse("UseKeyForThisBucket", KEY_USE);
    }

    /** Returns {@link #keyUse()} as the template has it. */
    Map<String, Object> keyUseText() {
        return keyUse;
    }

    /** Returns as much of {@link #keyUse()} as reading needs. */
    PolicyStatement keyUseForReading() {
        return keyUse("ReadWithKeyOfThisBucket", List.of("kms:Decrypt"));
    }

    private PolicyStatement keyUse(String sid, List<String> actions) {
        return Permission.to(sid, actions, List.of(key.getKeyArn()), forThisBucket());
    }

    private Map<String, Map<String, String>> forThisBucket() {
        return Map.of(
                "StringEquals",
                new TreeMap<>(Map.of(
                        "kms:ViaService",
                        settings.partition().serviceName("s3", settings.region()),
                        "kms:EncryptionContext:aws:s3:arn",
                        arn)));
    }

    /** Accepts the star that {@link #objectsUnder} puts behind the prefix. */
    AcceptedFinding acceptedStar(String prefix, String evidence) {
        return new AcceptedFinding("AwsSolutions-IAM5", "Resource::<" + logicalId + ".Arn>/" + prefix + "*", evidence);
    }

    private List<LifecycleRule> lifecycleRules() {
        List<LifecycleRule> rules = new ArrayList<>(
                List.of(abortUnfinishedUploads(), expireReplacedStatuses(), expireSelfTests(), expireRuns()));
        settings.retention().ifPresent(retention -> {
            rules.add(expireSuperseded(retention));
            rules.add(removeEmptyDeleteMarkers());
        });
        return rules;
    }

    /**
     * S3 hides a tagged version under a delete marker when it is old enough, and removes it days later. A version without
     * the tag stays, wherever it lies.
     */
    private static LifecycleRule expireSuperseded(Retention retention) {
        return LifecycleRule.builder()
                .id("expire-superseded-snapshots")
                .prefix(SnapshotKey.ROOT)
                .tagFilters(Map.of(SupersededTag.KEY, SupersededTag.VALUE))
                .expiration(Duration.days(retention.leastAge().toDays()))
                .noncurrentVersionExpiration(Duration.days(Retention.HIDDEN.toDays()))
                .build();
    }

    /** Removes what is left when the version below is gone. S3 takes no tag in this rule, and it deletes no version. */
    private static LifecycleRule removeEmptyDeleteMarkers() {
        return LifecycleRule.builder()
                .id("remove-empty-delete-markers")
                .prefix(SnapshotKey.ROOT)
                .expiredObjectDeleteMarker(true)
                .build();
    }

    private static LifecycleRule abortUnfinishedUploads() {
        // The writer may not abort uploads, since that right would cover the uploads of other clusters.
        return LifecycleRule.builder()
                .id("abort-unfinished-uploads")
                .abortIncompleteMultipartUploadAfter(UNFINISHED_UPLOAD_KEPT)
                .build();
    }

    /** S3 expires nothing that is locked. A rule that says less would promise what does not happen. */
    private Duration afterTheLock(int days) {
        return Duration.days(Math.max(days, lockDays() + 1));
    }

    private LifecycleRule expireReplacedStatuses() {
        return LifecycleRule.builder()
                .id("expire-replaced-statuses")
                .prefix(StatusKey.ROOT)
                .noncurrentVersionExpiration(afterTheLock(REPLACED_STATUS_KEPT_DAYS))
                .build();
    }

    /** Snapshots that the self-test plants, damaged on purpose. No cluster can have their prefix. */
    private LifecycleRule expireSelfTests() {
        return LifecycleRule.builder()
                .id("expire-self-tests")
                .prefix(SelfTest.prefix())
                .expiration(Duration.days(SELF_TEST_KEPT_DAYS))
                .noncurrentVersionExpiration(afterTheLock(SELF_TEST_KEPT_DAYS))
                .build();
    }

    /** What runs of backup jobs said. The status keeps the last one. */
    private LifecycleRule expireRuns() {
        return LifecycleRule.builder()
                .id("expire-runs")
                .prefix(RunKey.ROOT)
                .expiration(Duration.days(RUNS_KEPT_DAYS))
                .noncurrentVersionExpiration(afterTheLock(1))
                .build();
    }

    /** Set on the L1: the L2's switch adds a custom resource and a function with rights on every bucket. */
    private void announceNewObjects() {
        resource()
                .setNotificationConfiguration(NotificationConfigurationProperty.builder()
                        .eventBridgeConfiguration(EventBridgeConfigurationProperty.builder()
                                .eventBridgeEnabled(true)
                                .build())
                        .build());
    }

    private CfnBucket resource() {
        return (CfnBucket) bucket.getNode().getDefaultChild();
    }
}
