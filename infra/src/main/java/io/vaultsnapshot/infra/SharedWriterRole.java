package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.eks.CfnPodIdentityAssociation;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.iam.ServicePrincipalOpts;
import software.amazon.awscdk.services.iam.SessionTagsPrincipal;
import software.constructs.Construct;

/**
 * What the backup jobs of all clusters with EKS Pod Identity may do: each creates objects under its own cluster's prefix, as
 * {@link SnapshotWriterRole} lets it. EKS, and not the pod, says by session tags which cluster it is, so one role does for any
 * number of them. The tags are those of "Grant Pods access to AWS resources based on tags" (EKS user guide, pod-id-abac).
 */
final class SharedWriterRole extends Construct {
    private static final Duration SESSION = Duration.hours(1);
    private static final String EKS = "pods.eks.amazonaws.com";
    private static final String WHY_STARS =
            "The rest of a key is the time of the snapshot, unknown when the role is made. The prefix is that of"
                    + " the cluster for which EKS made the session.";

    private final SnapshotSettings settings;
    private final List<ClusterSettings> clusters;

    /**
     * Creates the role, and its association with each cluster.
     *
     * @param stacks where the associations are
     * @param clusters those with EKS Pod Identity and the same role, at least one
     */
    SharedWriterRole(
            Construct scope,
            SnapshotSettings settings,
            SnapshotBucket bucket,
            ClusterStacks stacks,
            List<ClusterSettings> clusters) {
        super(scope, "SharedWriter-" + clusters.get(0).get(ClusterSetting.WRITER_ROLE));
        this.settings = settings;
        this.clusters = clusters;
        String own = "${aws:PrincipalTag/eks-cluster-name}";
        Role role = Role.Builder.create(this, "Role")
                .roleName(clusters.get(0).get(ClusterSetting.WRITER_ROLE))
                .description(
                        "Backup jobs of clusters with EKS Pod Identity: each creates its own snapshots, nothing else")
                .assumedBy(new SessionTagsPrincipal(new ServicePrincipal(
                        EKS,
                        ServicePrincipalOpts.builder().conditions(trusted()).build())))
                .maxSessionDuration(SESSION)
                .inlinePolicies(Map.of(
                        "create-snapshots",
                        PolicyDocument.Builder.create()
                                .statements(List.of(create(bucket, own), bucket.keyUse()))
                                .build()))
                .build();
        AcceptedFinding.on(
                role,
                bucket.acceptedStar(SnapshotKey.prefix(own), WHY_STARS),
                bucket.acceptedStar(RunKey.prefix(own), WHY_STARS));
        clusters.forEach(cluster -> associate(stacks.of(cluster.name()), cluster, role.getRoleArn()));
    }

    /** Only for our ServiceAccounts, and only for clusters of this account and region. */
    private Map<String, Map<String, Object>> trusted() {
        return new TreeMap<>(Map.of(
                "StringEquals",
                tags("aws:RequestTag/"),
                "StringLike",
                Map.of(
                        "aws:RequestTag/eks-cluster-arn",
                        AwsNames.anyClusterArn(settings.partition(), settings.account(), settings.region()))));
    }

    /** Without the tags, which an association can leave out, there is no prefix and no right. */
    private PolicyStatement create(SnapshotBucket bucket, String own) {
        return Permission.to(
                "CreateSnapshots",
                List.of("s3:PutObject"),
                List.of(bucket.objectsUnder(SnapshotKey.prefix(own)), bucket.objectsUnder(RunKey.prefix(own))),
                Map.of("StringEquals", tags("aws:PrincipalTag/")));
    }

    private Map<String, Object> tags(String prefix) {
        return new TreeMap<>(Map.of(
                prefix + "kubernetes-namespace",
                each(ServiceAccountRef::namespace),
                prefix + "kubernetes-service-account",
                each(ServiceAccountRef::name)));
    }

    private List<String> each(Function<ServiceAccountRef, String> part) {
        return clusters.stream()
                .map(ClusterSettings::serviceAccount)
                .map(part)
                .distinct()
                .sorted()
                .toList();
    }

    private static void associate(Construct stack, ClusterSettings cluster, String role) {
        CfnPodIdentityAssociation.Builder.create(new Construct(stack, "PodIdentity-" + cluster.name()), "Association")
                .clusterName(cluster.name())
                .namespace(cluster.serviceAccount().namespace())
                .serviceAccount(cluster.serviceAccount().name())
                .roleArn(role)
                .build();
    }
}
