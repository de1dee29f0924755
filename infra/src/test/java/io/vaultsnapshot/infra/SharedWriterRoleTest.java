package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.aws.AwsNames;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

/** The role that clusters with EKS Pod Identity share, word for word. */
class SharedWriterRoleTest {
    private static TemplateText template;

    @BeforeAll
    static void synthesize() {
        template = template(List.of(
                Map.of("name", "one", "identity", "pod-identity"),
                Map.of("name", "Two_2", "identity", "pod-identity", "namespace", "backup", "serviceAccount", "taker"),
                Map.of("name", "old", "oidcIssuer", "https://example.com/id/A")));
    }

    private static TemplateText template(List<Map<String, String>> clusters) {
        Map<String, Object> settings = SynthesizedStack.settings("minimal");
        settings.put("clusters", clusters);
        return SynthesizedStack.of(App.Builder.create()
                        .context(SynthesizedStack.context(settings))
                        .build())
                .template();
    }

    @Test
    void trust_isInEksForOurServiceAccountsOfThisAccountsClusters() {
        assertEquals(SynthesizedStack.json("""
                        {
                          "Version": "2012-10-17",
                          "Statement": [
                            {
                              "Effect": "Allow",
                              "Action": ["sts:AssumeRole", "sts:TagSession"],
                              "Principal": { "Service": "pods.eks.amazonaws.com" },
                              "Condition": {
                                "StringEquals": {
                                  "aws:RequestTag/kubernetes-namespace": ["backup", "vault-snapshot"],
                                  "aws:RequestTag/kubernetes-service-account": ["taker", "vault-snapshot"]
                                },
                                "StringLike": {
                                  "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:eu-north-1:111122223333:cluster/*"
                                }
                              }
                            }
                          ]
                        }
                        """), role().get("AssumeRolePolicyDocument"));
    }

    @Test
    void rights_areToCreateUnderThePrefixOfTheSessionsCluster() {
        JsonNode statement = role().at("/Policies/0/PolicyDocument/Statement/0");
        assertEquals("s3:PutObject", statement.get("Action").asText());
        assertEquals(SynthesizedStack.json("""
                        [
                          "${SnapshotsBucket.Arn}/runs/${aws:PrincipalTag/eks-cluster-name}/*",
                          "${SnapshotsBucket.Arn}/snapshots/${aws:PrincipalTag/eks-cluster-name}/*"
                        ]
                        """), statement.get("Resource"));
        assertEquals(SynthesizedStack.json("""
                        {
                          "StringEquals": {
                            "aws:PrincipalTag/kubernetes-namespace": ["backup", "vault-snapshot"],
                            "aws:PrincipalTag/kubernetes-service-account": ["taker", "vault-snapshot"]
                          }
                        }
                        """), statement.get("Condition"));
        assertEquals(
                2, role().at("/Policies/0/PolicyDocument/Statement").size(), "that, and the use of the bucket's key");
    }

    @Test
    void associations_areOneForEachClusterWithPodIdentity() {
        TreeSet<String> associated = new TreeSet<>();
        for (JsonNode association : template.resources("AWS::EKS::PodIdentityAssociation")) {
            JsonNode properties = association.get("Properties");
            associated.add(properties.get("ClusterName").asText() + " "
                    + properties.get("Namespace").asText() + " "
                    + properties.get("ServiceAccount").asText());
        }
        assertEquals(new TreeSet<>(List.of("one vault-snapshot vault-snapshot", "Two_2 backup taker")), associated);
        assertEquals(
                4,
                template.resources("AWS::IAM::Role").size(),
                "the shared one, that of the other cluster, the verifier's, the widget's");
    }

    /** Policies have a limit on their length, so it must not depend on the number of clusters. */
    @Test
    void role_manyClusters_isThatOfOne() {
        JsonNode ofMany = shared(template(many(1_000)));

        assertEquals(shared(template(many(1))), ofMany);
    }

    private static List<Map<String, String>> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(each -> Map.of("name", "cluster-" + each, "identity", "pod-identity"))
                .toList();
    }

    private static JsonNode shared(TemplateText text) {
        return text.properties("AWS::IAM::Role", "RoleName", AwsNames.sharedWriterRole("eu-north-1"));
    }

    private static JsonNode role() {
        return shared(template);
    }
}
