package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.contract.settings.ReplicaSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/**
 * The bucket with the copies and its key: locked like the first one, and nobody writes to it but S3's replication. In another
 * account it lets two roles of the first account in, by their names: the one that copies, and the verifier, which lists.
 */
final class ReplicaBucket extends Construct {
    private final SnapshotSettings settings;
    private final ReplicaSettings replica;
    private final Key key;
    private final Bucket bucket;

    ReplicaBucket(Construct scope, SnapshotSettings settings, ReplicaSettings replica) {
        super(scope, "Replica");
        this.settings = settings;
        this.replica = replica;
        key = LockedBucket.key(this, replica.bucket(), "Encrypts the copies of snapshots in " + replica.bucket());
        bucket = LockedBucket.builder(this, settings, replica.bucket(), key)
                .serverAccessLogsBucket(accessLog())
                .lifecycleRules(lifecycleRules())
                .build();
        String objects = bucket.getBucketArn() + "/*";
        bucket.addToResourcePolicy(Permission.refused("NobodyWritesButReplication", List.of("s3:PutObject"), objects));
        bucket.addToResourcePolicy(
                Permission.refused("NoBypassOfTheLock", List.of("s3:BypassGovernanceRetention"), objects));
        if (replica.isInAnotherAccountThan(settings.account())) {
            letIn();
        }
    }

    String name() {
        return bucket.getBucketName();
    }

    private List<LifecycleRule> lifecycleRules() {
        List<LifecycleRule> rules = new ArrayList<>(List.of(SnapshotExpiry.selfTests(settings)));
        rules.addAll(SnapshotExpiry.superseded(settings));
        return rules;
    }

    /** A bucket that the operator named is in the region of the first one, where this one cannot log. */
    private @Nullable IBucket accessLog() {
        return settings.get(FleetSetting.ACCESS_LOG_BUCKET).equals(Optional.of(FleetSetting.NO_ACCESS_LOG))
                ? null
                : new AccessLogBucket(this).bucket();
    }

    private void letIn() {
        String copier = AwsNames.replicationRole(settings.region());
        bucket.addToResourcePolicy(letIn(
                "WriteCopies",
                copier,
                Replication.writing(true),
                Replication.objects(bucket.getBucketArn()),
                Map.of()));
        bucket.addToResourcePolicy(letIn(
                "SeeVersioning", copier, List.of("s3:GetBucketVersioning"), List.of(bucket.getBucketArn()), Map.of()));
        bucket.addToResourcePolicy(letIn(
                "ListCopies",
                AwsNames.verifierRole(settings.region()),
                List.of("s3:ListBucketVersions"),
                List.of(bucket.getBucketArn()),
                Map.of("StringLike", Map.of("s3:prefix", List.of(SnapshotKey.ROOT + "*")))));
        key.addToResourcePolicy(letIn(
                "EncryptCopies",
                copier,
                List.of("kms:Encrypt", "kms:GenerateDataKey"),
                // In the policy of a key the star is the key.
                List.of("*"),
                Replication.throughS3(settings, replica.region(), replica.bucketArn())));
    }

    /** The role is a condition and no principal: a policy that names one which does not exist yet is refused. */
    private PolicyStatement letIn(
            String sid,
            String role,
            List<String> actions,
            List<String> resources,
            Map<String, ? extends Map<String, ?>> more) {
        Map<String, Map<String, ?>> conditions = new TreeMap<>(more);
        String roleArn =
                AwsNames.roleArn(settings.partition(), settings.account(), settings.get(FleetSetting.ROLE_PATH), role);
        conditions.put("ArnEquals", Map.of("aws:PrincipalArn", roleArn));
        return PolicyStatement.Builder.create()
                .sid(sid)
                .principals(List.of(new AccountPrincipal(settings.account())))
                .actions(actions)
                .resources(resources)
                .conditions(conditions)
                .build();
    }
}
