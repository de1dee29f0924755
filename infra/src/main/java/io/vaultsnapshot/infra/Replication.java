package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.contract.settings.ReplicaSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.CfnBucket.AccessControlTranslationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.DeleteMarkerReplicationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.EncryptionConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.MetricsProperty;
import software.amazon.awscdk.services.s3.CfnBucket.ReplicationConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.ReplicationDestinationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.ReplicationRuleFilterProperty;
import software.amazon.awscdk.services.s3.CfnBucket.ReplicationRuleProperty;
import software.amazon.awscdk.services.s3.CfnBucket.ReplicationTimeProperty;
import software.amazon.awscdk.services.s3.CfnBucket.ReplicationTimeValueProperty;
import software.amazon.awscdk.services.s3.CfnBucket.SourceSelectionCriteriaProperty;
import software.amazon.awscdk.services.s3.CfnBucket.SseKmsEncryptedObjectsProperty;
import software.constructs.Construct;

/**
 * What S3 copies into the replica, and the role with which it does. Bucket and key of the replica are in another region, where
 * CloudFormation cannot look, so they are named by what follows from the settings.
 */
final class Replication extends Construct {
    /** The snapshots, and what proves them. Statuses and runs are made again and would cost a copy in each sweep. */
    static final List<String> COPIED =
            List.of(SnapshotKey.ROOT, SnapshotKey.RECORD_ROOT, SnapshotKey.ACKNOWLEDGEMENT_ROOT, DrillKey.ROOT);

    /** The only number that S3 takes. */
    private static final int PROMISED_MINUTES = 15;

    private static final String ON = "Enabled";
    private static final String OFF = "Disabled";

    private static final String WHY_STARS =
            "S3 copies the objects of every cluster, whose keys end in names and times unknown when the role is made. The id of"
                    + " the replica's key is not known either: the condition allows it for that bucket alone.";

    private final SnapshotSettings settings;
    private final ReplicaSettings replica;

    Replication(Construct scope, SnapshotSettings settings, ReplicaSettings replica, SnapshotBucket bucket) {
        super(scope, "Replication");
        this.settings = settings;
        this.replica = replica;
        String original = arn(settings.bucket());
        ManagedPolicy work = ManagedPolicy.Builder.create(this, "Policy")
                .statements(List.of(
                        lookUp(original),
                        read(original),
                        Permission.to("WriteCopies", writing(isElsewhere()), objects(replica.bucketArn())),
                        Permission.to(
                                "ReadWithKeyOfTheBucket",
                                List.of("kms:Decrypt"),
                                List.of(bucket.keyArn()),
                                throughS3(settings, settings.region(), original)),
                        Permission.to(
                                "EncryptCopies",
                                List.of("kms:Encrypt", "kms:GenerateDataKey"),
                                List.of(replica.arn("kms", "key/*")),
                                throughS3(settings, replica.region(), replica.bucketArn()))))
                .build();
        Role role = Role.Builder.create(this, "Role")
                .roleName(AwsNames.replicationRole(settings.region()))
                .description("S3: copies snapshots and their records into " + replica.bucket())
                .assumedBy(ServicePrincipal.Builder.create("s3.amazonaws.com")
                        .conditions(onlyFor(original))
                        .build())
                .managedPolicies(List.of(work))
                .build();
        accept(work, original);
        bucket.resource()
                .setReplicationConfiguration(ReplicationConfigurationProperty.builder()
                        .role(role.getRoleArn())
                        .rules(IntStream.range(0, COPIED.size())
                                .mapToObj(this::rule)
                                .toList())
                        .build());
    }

    private boolean isElsewhere() {
        return replica.isInAnotherAccountThan(settings.account());
    }

    /** The bucket's own reference would go round in a circle: the bucket names the role, and the role the bucket. */
    private String arn(String bucket) {
        return "arn:" + settings.partition().id() + ":s3:::" + bucket;
    }

    /**
     * Where S3 says for which bucket it assumes the role, no other bucket can have it work for it. Its documentation does not
     * promise that it says so, and without these words it must not be refused: then nothing would be copied. Only an
     * identity of this account that may pass the role can name it in the rules of a bucket.
     */
    private Map<String, Map<String, String>> onlyFor(String bucketArn) {
        return new TreeMap<>(Map.of(
                "StringEqualsIfExists", Map.of("aws:SourceAccount", settings.account()),
                "ArnEqualsIfExists", Map.of("aws:SourceArn", bucketArn)));
    }

    private static PolicyStatement lookUp(String bucketArn) {
        return Permission.to(
                "ReadRules", List.of("s3:GetReplicationConfiguration", "s3:ListBucket"), List.of(bucketArn));
    }

    /** What S3 asks for to copy a version with its tags and its lock (User Guide, permissions for live replication). */
    private static PolicyStatement read(String bucketArn) {
        return Permission.to(
                "ReadOriginals",
                List.of(
                        "s3:GetObjectVersionForReplication",
                        "s3:GetObjectVersionAcl",
                        "s3:GetObjectVersionTagging",
                        "s3:GetObjectRetention",
                        "s3:GetObjectLegalHold"),
                objects(bucketArn));
    }

    /** Returns the actions that write copies. It cannot delete: a delete in the bucket must not hide the copy. */
    static List<String> writing(boolean elsewhere) {
        List<String> actions = new ArrayList<>(List.of("s3:ReplicateObject", "s3:ReplicateTags"));
        if (elsewhere) {
            actions.add("s3:ObjectOwnerOverrideToBucketOwner");
        }
        return actions;
    }

    static List<String> objects(String bucketArn) {
        return COPIED.stream().map(prefix -> bucketArn + "/" + prefix + "*").toList();
    }

    /** With a bucket key, the context of the encryption is the bucket's ARN. */
    static Map<String, Map<String, String>> throughS3(SnapshotSettings settings, String region, String bucketArn) {
        return Map.of(
                "StringEquals",
                new TreeMap<>(Map.of(
                        "kms:ViaService",
                        settings.partition().serviceName("s3", region),
                        "kms:EncryptionContext:aws:s3:arn",
                        bucketArn)));
    }

    private void accept(ManagedPolicy work, String original) {
        AcceptedFinding.on(
                work,
                Stream.of(objects(original), objects(replica.bucketArn()), List.of(replica.arn("kms", "key/*")))
                        .flatMap(List::stream)
                        .map(star -> new AcceptedFinding("AwsSolutions-IAM5", "Resource::" + star, WHY_STARS))
                        .toArray(AcceptedFinding[]::new));
    }

    private ReplicationRuleProperty rule(int number) {
        String prefix = COPIED.get(number);
        return ReplicationRuleProperty.builder()
                .id("copy-" + prefix.substring(0, prefix.length() - 1))
                .priority(number + 1)
                .status(ON)
                .filter(ReplicationRuleFilterProperty.builder().prefix(prefix).build())
                .deleteMarkerReplication(
                        DeleteMarkerReplicationProperty.builder().status(OFF).build())
                .sourceSelectionCriteria(SourceSelectionCriteriaProperty.builder()
                        .sseKmsEncryptedObjects(SseKmsEncryptedObjectsProperty.builder()
                                .status(ON)
                                .build())
                        .build())
                .destination(destination())
                .build();
    }

    private ReplicationDestinationProperty destination() {
        ReplicationDestinationProperty.Builder destination = ReplicationDestinationProperty.builder()
                .bucket(replica.bucketArn())
                .encryptionConfiguration(EncryptionConfigurationProperty.builder()
                        .replicaKmsKeyId(replica.keyAliasArn())
                        .build())
                .replicationTime(promise())
                .metrics(metrics());
        if (isElsewhere()) {
            destination
                    .account(replica.account())
                    .accessControlTranslation(AccessControlTranslationProperty.builder()
                            .owner("Destination")
                            .build());
        }
        return destination.build();
    }

    private @Nullable ReplicationTimeProperty promise() {
        return settings.get(FleetSetting.REPLICA_TIME_CONTROL)
                ? ReplicationTimeProperty.builder().status(ON).time(minutes()).build()
                : null;
    }

    /** S3 asks for them with the promise. */
    private @Nullable MetricsProperty metrics() {
        return settings.get(FleetSetting.REPLICA_TIME_CONTROL)
                ? MetricsProperty.builder().status(ON).eventThreshold(minutes()).build()
                : null;
    }

    private static ReplicationTimeValueProperty minutes() {
        return ReplicationTimeValueProperty.builder().minutes(PROMISED_MINUTES).build();
    }
}
