package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.List;
import software.amazon.awscdk.services.iam.CfnRole;
import software.constructs.Construct;

/**
 * What one cluster's backup job may do: create snapshots, and what its runs say, under its own prefixes. It cannot read, list
 * or delete, so a stolen token cannot fetch or remove a snapshot. In a versioned bucket it cannot destroy one by overwriting
 * it either.
 */
final class SnapshotWriterRole extends Construct {
    private static final String WHY_STARS =
            "The rest of a key is the time of the snapshot, unknown when the role is made. The prefix is this"
                    + " cluster's own, and creating objects is all that the role may do there.";

    SnapshotWriterRole(Construct scope, SnapshotSettings settings, SnapshotBucket bucket, ClusterSettings cluster) {
        super(scope, "Writer-" + cluster.name());
        String snapshots = SnapshotKey.prefix(cluster.name());
        String runs = RunKey.prefix(cluster.name());
        CfnRole role = new ClusterRole(
                        cluster.get(ClusterSetting.WRITER_ROLE),
                        "Backup job of " + cluster.eks().arn() + ": creates snapshots, nothing else",
                        TrustedServiceAccount.of(bucket.stack(), settings, cluster, cluster.serviceAccount()),
                        "create-snapshots",
                        List.of(
                                Permission.text(
                                        "CreateSnapshots",
                                        List.of("s3:PutObject"),
                                        List.of(bucket.objectsUnder(snapshots), bucket.objectsUnder(runs))),
                                bucket.keyUseText()))
                .in(this);
        AcceptedFinding.on(role, bucket.acceptedStar(snapshots, WHY_STARS), bucket.acceptedStar(runs, WHY_STARS));
    }
}
