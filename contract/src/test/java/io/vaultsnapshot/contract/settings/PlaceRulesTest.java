package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.aws.EksCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where EKS clusters may be, and which contradictions are refused. */
class PlaceRulesTest {
    private static final String ISSUER = "https://oidc.eks.eu-west-1.amazonaws.com/id/A";

    @Test
    void cluster_withoutAPlace_isWhereTheBucketIs_underItsName() {
        ClusterSettings cluster = SettingsSamples.cluster(Map.of());

        assertEquals(new EksCluster("123456789012", "eu-north-1", "prod"), cluster.eks());
        assertEquals(
                "arn:aws:eks:eu-north-1:123456789012:cluster/prod",
                cluster.eks().arn());
        assertFalse(cluster.isInAnotherAccount());
    }

    /** All of its own names follow from the one here, so two of one name stay apart. */
    @Test
    void clustersOfOneEksName_inTwoRegions_haveRolesOfTheirOwn() {
        SnapshotSettings settings = SettingsParser.parse(clusters(
                Map.of("name", "prod"), Map.of("name", "prod-west", "eksClusterName", "prod", "region", "eu-west-1")));

        assertEquals(
                List.of("vault-snapshot-eu-north-1-prod", "vault-snapshot-eu-north-1-prod-west"),
                settings.clusters().stream()
                        .map(cluster -> cluster.get(ClusterSetting.WRITER_ROLE))
                        .toList());
        assertEquals(
                List.of(
                        "arn:aws:eks:eu-north-1:123456789012:cluster/prod",
                        "arn:aws:eks:eu-west-1:123456789012:cluster/prod"),
                settings.clusters().stream().map(cluster -> cluster.eks().arn()).toList());
    }

    @Test
    void clusterOfAnotherAccount_withItsIssuer_isAccepted() {
        ClusterSettings cluster = SettingsSamples.cluster(Map.of("account", "444455556666", "oidcIssuer", ISSUER));

        assertTrue(cluster.isInAnotherAccount());
    }

    @Test
    void clusterOfAnotherAccount_withoutItsIssuer_isRefusedWithTheCommandThatPrintsIt() {
        Refusal.assertProblems(
                SettingsSamples.withCluster(Map.of("account", "444455556666", "region", "eu-west-1")),
                "clusters[0].oidcIssuer: is missing; the issuer of a cluster in another account cannot be looked up from"
                        + " 123456789012. Signed in to 444455556666: aws eks describe-cluster --region eu-west-1 --name prod"
                        + " --query cluster.identity.oidc.issuer --output text");
    }

    @Test
    void oneIssuer_ofAClusterInAnotherAccount_isOfNoOther() {
        Refusal.assertProblems(
                clusters(
                        Map.of("name", "one", "oidcIssuer", ISSUER),
                        Map.of("name", "two", "account", "444455556666", "oidcIssuer", ISSUER)),
                "clusters[1].oidcIssuer: '" + ISSUER
                        + "' is already that of clusters[0].oidcIssuer, and one of the two is in"
                        + " another account; each cluster has an issuer of its own");
    }

    @Test
    void podIdentity_elsewhere_isRefused() {
        for (Map<String, String> place : List.of(
                Map.of("account", "444455556666", "region", "eu-north-1"),
                Map.of("account", "123456789012", "region", "eu-west-1"))) {
            Refusal.assertProblems(
                    clusters(Map.of(
                            "name",
                            "prod",
                            "identity",
                            "pod-identity",
                            "account",
                            place.get("account"),
                            "region",
                            place.get("region"))),
                    "clusters[0].identity: pod-identity is for clusters in the account and region of the bucket, 123456789012"
                            + " in eu-north-1, and this one is " + place.get("account") + " in " + place.get("region")
                            + "; use irsa, or a stack of its own there");
        }
    }

    /** EKS says the cluster's name in the session's tags, and the prefix follows from it. */
    @Test
    void podIdentity_underAnotherName_isRefused() {
        Refusal.assertProblems(
                SettingsSamples.withCluster(Map.of("identity", "pod-identity", "eksClusterName", "eks")),
                "clusters[0].eksClusterName: 'eks' is not the name 'prod', and with pod-identity a job writes under the name"
                        + " that EKS knows; use the same name, or irsa");
    }

    @Test
    void regionOfAnotherPartition_isRefused() {
        Refusal.assertProblems(
                SettingsSamples.withCluster("region", "us-gov-west-1"),
                "clusters[0].region: 'us-gov-west-1' belongs to the partition aws-us-gov, and the bucket in eu-north-1 to aws;"
                        + " nothing reaches from one into the other, so such a cluster needs a stack of its own");
    }

    @Test
    void twoJobsAndDrills_ofOneEksCluster_needServiceAccountsOfTheirOwn_andOneDrill() {
        Refusal.assertProblems(
                clusters(
                        Map.of("name", "one", "drillSchedule", "0 4 * * 0"),
                        Map.of("name", "two", "eksClusterName", "one", "drillSchedule", "0 5 * * 0")),
                "clusters[1].serviceAccount: the job of clusters[0].name runs in the same EKS cluster with the same namespace"
                        + " and serviceAccount, so each could write as the other; change one of them",
                "clusters[1].drillSchedule: the drill of clusters[0].name runs in the same EKS cluster; one EKS cluster has one"
                        + " drill");
        SettingsParser.parse(clusters(
                Map.of("name", "one", "drillSchedule", "0 4 * * 0"),
                Map.of("name", "two", "eksClusterName", "one", "namespace", "backup-of-two")));
    }

    /** What follows from a value that is refused itself would only hide it. */
    @Test
    void placeThatIsRefused_isOneProblem() {
        Refusal.assertProblems(
                SettingsSamples.withCluster(Map.of("account", "44", "identity", "pod-identity")),
                "clusters[0].account: '44' is not allowed; must be 12 digits in quotes");
    }

    private static Map<String, Object> clusters(Map<?, ?>... clusters) {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("clusters", List.of(clusters));
        return block;
    }
}
