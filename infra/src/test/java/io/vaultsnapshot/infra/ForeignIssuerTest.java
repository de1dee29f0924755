package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Clusters of one EKS name in two regions and in another account. */
class ForeignIssuerTest {
    private static final SynthesizedStack ELSEWHERE = SynthesizedStack.of("elsewhere");
    private static final String ISSUER = "oidc.eks.eu-north-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";

    /** The account's owner makes the providers of its own clusters, since other software of the account needs them too. */
    @Test
    void provider_isMadeForTheClusterInAnotherAccount_andForNoOther() {
        assertEquals(
                SynthesizedStack.json("""
                        {
                          "Url": "https://%s",
                          "ClientIdList": ["sts.amazonaws.com"]
                        }
                        """.formatted(ISSUER)),
                ELSEWHERE.template().properties("AWS::IAM::OIDCProvider"));
    }

    @Test
    void provider_isInTheNestedStackOfItsCluster() {
        List<String> files = ELSEWHERE.files().entrySet().stream()
                .filter(file -> file.getValue().toString().contains("AWS::IAM::OIDCProvider"))
                .map(file -> file.getKey().replaceFirst("(Clusters..).*", "$1"))
                .toList();
        assertEquals(
                List.of(String.format("VaultSnapshotClusters%02d", ClusterStacks.numberOf("prod-of-the-subsidiary"))),
                files);
    }

    /** Roles can trust a provider of their own account only. */
    @Test
    void trust_ofItsJobAndItsDrill_isInItsIssuerInTheAccountOfTheBucket() {
        Stream.of(
                        "vault-snapshot-eu-north-1-prod-of-the-subsidiary",
                        "vault-snapshot-eu-north-1-prod-of-the-subsidiary-drill")
                .map(name -> ELSEWHERE.template().properties("AWS::IAM::Role", "RoleName", name))
                .map(role -> role.at("/AssumeRolePolicyDocument/Statement/0"))
                .forEach(trust -> {
                    assertEquals(
                            "arn:aws:iam::111122223333:oidc-provider/" + ISSUER,
                            trust.at("/Principal/Federated").asText());
                    JsonNode claims = trust.at("/Condition/StringEquals");
                    assertEquals(
                            "sts.amazonaws.com", claims.get(ISSUER + ":aud").asText());
                    assertEquals(2, claims.size());
                });
    }

    @Test
    void descriptions_sayWhichEksClusterItIs() {
        assertEquals(
                List.of(
                        "arn:aws:eks:eu-north-1:111122223333:cluster/prod",
                        "arn:aws:eks:eu-north-1:444455556666:cluster/prod",
                        "arn:aws:eks:eu-west-1:111122223333:cluster/prod"),
                ELSEWHERE.template().resources("AWS::IAM::Role").stream()
                        .map(role -> role.at("/Properties/Description").asText())
                        .filter(text -> text.startsWith("Backup job of "))
                        .map(text -> text.replaceFirst("Backup job of (.*): .*", "$1"))
                        .sorted()
                        .toList());
    }
}
