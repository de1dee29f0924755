package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.aws.AwsPartition;
import io.vaultsnapshot.contract.aws.EksCluster;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Refuses an EKS cluster whose place contradicts the bucket's, how its jobs get their roles, or another cluster. */
final class PlaceRules {
    private final Place home;
    private final Map<String, Claim> byIssuer = new HashMap<>();
    private final Map<String, String> pathByJob = new HashMap<>();
    private final Map<EksCluster, String> pathByDrill = new HashMap<>();

    private record Claim(String path, boolean isForeign) {}

    /**
     * Creates them.
     *
     * @param home the account and the region of the bucket
     */
    PlaceRules(Place home) {
        this.home = home;
    }

    void check(JsonBlock block, ClusterSettings cluster) {
        if (!home.isKnown()) {
            return;
        }
        checkPartition(block, cluster.eks().region());
        if (cluster.get(ClusterSetting.IDENTITY) == PodRole.POD_IDENTITY) {
            checkPodIdentity(block, cluster);
        } else {
            checkIssuer(block, cluster);
        }
        checkJobs(block, cluster);
    }

    private void checkPartition(JsonBlock block, String region) {
        Optional<String> own = AwsPartition.of(region).map(AwsPartition::id);
        Optional<String> bucket = AwsPartition.of(home.region()).map(AwsPartition::id);
        if (!own.equals(bucket)) {
            block.problem(
                    ClusterSetting.REGION,
                    "'" + region + "' belongs to the partition " + own.orElse("?") + ", and the bucket in "
                            + home.region() + " to " + bucket.orElse("?")
                            + "; nothing reaches from one into the other, so such a cluster needs a stack of its own");
        }
    }

    /** EKS associates a role with a cluster of the same account only, and CloudFormation does it in the stack's region. */
    private void checkPodIdentity(JsonBlock block, ClusterSettings cluster) {
        EksCluster eks = cluster.eks();
        if (!new Place(eks.account(), eks.region()).equals(home)) {
            block.problem(
                    ClusterSetting.IDENTITY,
                    PodRole.POD_IDENTITY.id() + " is for clusters in the account and region of the bucket, "
                            + home.account()
                            + " in " + home.region() + ", and this one is " + eks.account() + " in " + eks.region()
                            + "; use " + PodRole.IRSA.id() + ", or a stack of its own there");
        } else if (!eks.name().equals(cluster.name())) {
            block.problem(
                    ClusterSetting.EKS_CLUSTER_NAME,
                    "'" + eks.name() + "' is not the " + ClusterSetting.NAME + " '" + cluster.name() + "', and with "
                            + PodRole.POD_IDENTITY.id()
                            + " a job writes under the name that EKS knows; use the same name, or "
                            + PodRole.IRSA.id());
        }
    }

    private void checkIssuer(JsonBlock block, ClusterSettings cluster) {
        Optional<String> issuer = cluster.get(ClusterSetting.OIDC_ISSUER);
        if (issuer.isEmpty()) {
            if (cluster.isInAnotherAccount()) {
                block.problem(
                        ClusterSetting.OIDC_ISSUER,
                        "is missing; the issuer of a cluster in another account cannot be looked up from "
                                + home.account() + ". Signed in to "
                                + cluster.eks().account() + ": "
                                + cluster.eks().issuerCommand());
            }
            return;
        }
        Claim own = new Claim(block.path(), cluster.isInAnotherAccount());
        Claim first = byIssuer.putIfAbsent(issuer.get(), own);
        if (first != null && (first.isForeign() || own.isForeign())) {
            block.problem(
                    ClusterSetting.OIDC_ISSUER,
                    "'" + issuer.get() + "' is already that of " + first.path() + ClusterSetting.OIDC_ISSUER
                            + ", and one of the two is in another account; each cluster has an issuer of its own");
        }
    }

    /** Two servers in one EKS cluster are backed up by two jobs. With one ServiceAccount each could write as the other. */
    private void checkJobs(JsonBlock block, ClusterSettings cluster) {
        EksCluster eks = cluster.eks();
        String account = cluster.serviceAccount().oidcSubject();
        String sameJob = pathByJob.putIfAbsent(account + " " + eks, block.path());
        if (sameJob != null) {
            block.problem(
                    ClusterSetting.SERVICE_ACCOUNT,
                    "the job of " + sameJob + ClusterSetting.NAME + " runs in the same EKS cluster with the same "
                            + ClusterSetting.NAMESPACE + " and " + ClusterSetting.SERVICE_ACCOUNT
                            + ", so each could write as the other; change one of them");
        }
        if (cluster.drillSchedule().isPresent()) {
            String sameDrill = pathByDrill.putIfAbsent(eks, block.path());
            if (sameDrill != null) {
                block.problem(
                        DrillSetting.DRILL_SCHEDULE,
                        "the drill of " + sameDrill + ClusterSetting.NAME
                                + " runs in the same EKS cluster; one EKS cluster has one drill");
            }
        }
    }
}
