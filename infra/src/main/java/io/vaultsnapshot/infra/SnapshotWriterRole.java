package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * What one cluster's backup job may do: create snapshots, and what its runs say, under its own prefixes. It cannot read, list or delete, so a
 * stolen token cannot fetch or remove a snapshot. In a versioned bucket it cannot destroy one by overwriting it either.
 */
final class SnapshotWriterRole extends Construct {
    private static final Duration SESSION = Duration.hours(1);
    private static final String WHY_STARS =
            "The rest of a key is the time of the snapshot, unknown when the role is made. The prefix is this"
                    + " cluster's own, and creating objects is all that the role may do there.";

    SnapshotWriterRole(Construct scope, SnapshotSettings settings, SnapshotBucket bucket, ClusterSettings cluster) {
        super(scope, "Writer-" + cluster.name());
        Role role = Role.Builder.create(this, "Role")
                .roleName(cluster.get(ClusterSetting.WRITER_ROLE))
                .description("Backup job of EKS cluster " + cluster.name() + ": creates snapshots, nothing else")
                .assumedBy(TrustedServiceAccount.of(this, settings, cluster, cluster.serviceAccount()))
                .maxSessionDuration(SESSION)
                .inlinePolicies(Map.of(
                        "create-snapshots",
                        PolicyDocument.Builder.create()
                                .statements(List.of(createSnapshots(bucket, cluster), bucket.keyUse()))
                                .build()))
                .build();
        AcceptedFinding.on(
                role,
                bucket.acceptedStar(SnapshotKey.prefix(cluster.name()), WHY_STARS),
                bucket.acceptedStar(RunKey.prefix(cluster.name()), WHY_STARS));
    }

    private static PolicyStatement createSnapshots(SnapshotBucket bucket, ClusterSettings cluster) {
        return Permission.to(
                "CreateSnapshots",
                List.of("s3:PutObject"),
                List.of(
                        bucket.objectsUnder(SnapshotKey.prefix(cluster.name())),
                        bucket.objectsUnder(RunKey.prefix(cluster.name()))));
    }
}
