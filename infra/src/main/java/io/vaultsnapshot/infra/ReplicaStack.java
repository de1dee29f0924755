package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.settings.ReplicaSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The second bucket, in a region or an account of its own. It needs nothing of the first stack, and is deployed before it. */
final class ReplicaStack extends Stack {
    ReplicaStack(Construct scope, SnapshotSettings settings, ReplicaSettings replica) {
        super(scope, AwsNames.REPLICA_STACK, props(settings, replica));
        ReplicaBucket bucket = new ReplicaBucket(this, settings, replica);
        OrganisationRules.apply(this, settings);
        CfnOutput.Builder.create(this, "BucketName")
                .value(bucket.name())
                .description("Bucket with the copies of the snapshots in " + settings.bucket())
                .build();
    }

    private static StackProps props(SnapshotSettings settings, ReplicaSettings replica) {
        return StackProps.builder()
                .stackName(AwsNames.replicaStack(settings.account(), settings.region()))
                .env(Environment.builder()
                        .account(replica.account())
                        .region(replica.region())
                        .build())
                .synthesizer(OrganisationRules.synthesizer(settings))
                .description("Vault Snapshot: locked copies of the snapshots in " + settings.bucket())
                .terminationProtection(true)
                .suppressTemplateIndentation(true)
                .build();
    }
}
