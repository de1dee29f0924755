package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CfnBucket.EventBridgeConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.NotificationConfigurationProperty;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
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

    /** Longer than the longest time between two runs of a monthly schedule. */
    private static final int RUNS_KEPT_DAYS = 35;

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
        key = LockedBucket.key(this, settings.bucket(), "Encrypts the snapshots in " + settings.bucket());
        bucket = LockedBucket.builder(this, settings, settings.bucket(), key)
                .serverAccessLogsBucket(accessLog())
                .lifecycleRules(lifecycleRules())
                .build();
        stack = Stack.of(this);
        arn = bucket.getBucketArn();
        logicalId = stack.getLogicalId(resource());
        keyUse = Permission.text("UseKeyForThisBucket", KEY_USE, List.of(key.getKeyArn()), forThisBucket());
        announceNewObjects();
        refusals(objectsUnder("")).forEach(bucket::addToResourcePolicy);
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
        List<LifecycleRule> rules = new ArrayList<>(List.of(
                abortUnfinishedUploads(), expireReplacedStatuses(), SnapshotExpiry.selfTests(settings), expireRuns()));
        rules.addAll(SnapshotExpiry.superseded(settings));
        return rules;
    }

    private static LifecycleRule abortUnfinishedUploads() {
        // The writer may not abort uploads, since that right would cover the uploads of other clusters.
        return LifecycleRule.builder()
                .id("abort-unfinished-uploads")
                .abortIncompleteMultipartUploadAfter(UNFINISHED_UPLOAD_KEPT)
                .build();
    }

    private LifecycleRule expireReplacedStatuses() {
        return LifecycleRule.builder()
                .id("expire-replaced-statuses")
                .prefix(StatusKey.ROOT)
                .noncurrentVersionExpiration(SnapshotExpiry.afterTheLock(settings, REPLACED_STATUS_KEPT_DAYS))
                .build();
    }

    /** What runs of backup jobs said. The status keeps the last one. */
    private LifecycleRule expireRuns() {
        return LifecycleRule.builder()
                .id("expire-runs")
                .prefix(RunKey.ROOT)
                .expiration(Duration.days(RUNS_KEPT_DAYS))
                .noncurrentVersionExpiration(SnapshotExpiry.afterTheLock(settings, 1))
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

    /** Returns the resource, for what CDK has no words for. */
    CfnBucket resource() {
        return (CfnBucket) bucket.getNode().getDefaultChild();
    }
}
