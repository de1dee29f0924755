package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.KmsKeyArn;
import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.CfnRole;
import software.constructs.Construct;

/**
 * What one cluster's restore drill may do: read that cluster's snapshots, records and status, use the keys that unseal them,
 * and create its proofs. It is the most powerful identity of all, a snapshot and its key together, so everything names this
 * cluster.
 */
final class DrillRole extends Construct {
    DrillRole(Construct scope, SnapshotSettings settings, SnapshotBucket bucket, ClusterSettings cluster) {
        super(scope, "Drill-" + cluster.name());
        String snapshots = SnapshotKey.prefix(cluster.name());
        String records = SnapshotKey.recordPrefix(cluster.name());
        String drills = DrillKey.prefix(cluster.name());
        List<Map<String, Object>> statements = new ArrayList<>(List.of(
                Permission.text(
                        "ReadSnapshots",
                        List.of("s3:GetObject", "s3:GetObjectVersion"),
                        List.of(bucket.objectsUnder(snapshots))),
                Permission.text(
                        "ReadStatus", List.of("s3:GetObject"), List.of(bucket.object(StatusKey.of(cluster.name())))),
                Permission.text("ReadRecords", List.of("s3:GetObject"), List.of(bucket.objectsUnder(records))),
                Permission.text("CreateProofs", List.of("s3:PutObject"), List.of(bucket.objectsUnder(drills))),
                list(bucket, snapshots),
                bucket.keyUseText()));
        List<String> seals = cluster.get(ClusterSetting.SEAL_KEY_ARNS).stream()
                .map(KmsKeyArn::text)
                .distinct()
                .sorted()
                .toList();
        if (!seals.isEmpty()) {
            // The throw-away server seals itself with this key before it restores, so it also encrypts.
            statements.add(
                    Permission.text("UseSealKeys", List.of("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt"), seals));
        }
        CfnRole role = new ClusterRole(
                        cluster.drillRole(),
                        "Restore drill of " + cluster.eks().arn() + ": reads its snapshots, writes its proofs",
                        TrustedServiceAccount.of(bucket.stack(), settings, cluster, DrillNames.serviceAccount()),
                        "drill",
                        statements)
                .in(this);
        String why = "The rest of a key is a time, unknown when the role is made. The prefix is this cluster's own.";
        AcceptedFinding.on(
                role,
                bucket.acceptedStar(snapshots, why),
                bucket.acceptedStar(records, why),
                bucket.acceptedStar(drills, why));
    }

    /** To pick a point in time, and so that a missing object looks missing and not forbidden. */
    private static Map<String, Object> list(SnapshotBucket bucket, String snapshots) {
        return Permission.text(
                "ListSnapshots",
                List.of("s3:ListBucket", "s3:ListBucketVersions"),
                List.of(bucket.arn()),
                Map.of("StringLike", Map.of("s3:prefix", List.of(snapshots + "*"))));
    }
}
