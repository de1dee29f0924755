package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

/** The writer roles, word for word: what a backup job may do can be read here. */
class SnapshotWriterRoleTest {
    private static TemplateText template;

    @BeforeAll
    static void synthesize() {
        template = SynthesizedStack.of("full").template();
    }

    @Test
    void trust_namesOneServiceAccountOfOneIssuer_andTheAudience() {
        assertEquals(SynthesizedStack.json("""
                        {
                          "Version": "2012-10-17",
                          "Statement": [
                            {
                              "Effect": "Allow",
                              "Action": "sts:AssumeRoleWithWebIdentity",
                              "Principal": {
                                "Federated": "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-north-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE"
                              },
                              "Condition": {
                                "StringEquals": {
                                  "oidc.eks.eu-north-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE:sub": "system:serviceaccount:vault-backup:snapshotter",
                                  "oidc.eks.eu-north-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE:aud": "sts.amazonaws.com"
                                }
                              }
                            }
                          ]
                        }
                        """), role("production").get("AssumeRolePolicyDocument"));
    }

    @Test
    void trust_usesTheIssuerThatWasLookedUp() {
        assertEquals(
                "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-north-1.amazonaws.com/id/LOOKEDUP",
                role("staging")
                        .at("/AssumeRolePolicyDocument/Statement/0/Principal/Federated")
                        .asText());
    }

    @Test
    void rights_areToCreateUnderTheOwnPrefix_andToUseTheKeyForThat() {
        assertEquals(SynthesizedStack.json("""
                        [
                          {
                            "PolicyName": "create-snapshots",
                            "PolicyDocument": {
                              "Version": "2012-10-17",
                              "Statement": [
                                {
                                  "Sid": "CreateSnapshots",
                                  "Effect": "Allow",
                                  "Action": "s3:PutObject",
                                  "Resource": [
                                    "${SnapshotsBucket.Arn}/snapshots/production/*",
                                    "${SnapshotsBucket.Arn}/runs/production/*"
                                  ]
                                },
                                {
                                  "Sid": "UseKeyForThisBucket",
                                  "Effect": "Allow",
                                  "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
                                  "Resource": "${SnapshotsKey.Arn}",
                                  "Condition": {
                                    "StringEquals": {
                                      "kms:EncryptionContext:aws:s3:arn": "${SnapshotsBucket.Arn}",
                                      "kms:ViaService": "s3.eu-north-1.amazonaws.com"
                                    }
                                  }
                                }
                              ]
                            }
                          }
                        ]
                        """), role("production").get("Policies"));
    }

    @Test
    void role_hasNoOtherSourceOfRights() {
        assertFalse(role("production").has("ManagedPolicyArns"));
        assertEquals(List.of(), template.resources("AWS::IAM::Policy"));
        template.resources("AWS::IAM::ManagedPolicy")
                .forEach(policy -> assertFalse(policy.get("Properties").has("Roles")));
        assertEquals(3600, role("production").get("MaxSessionDuration").asInt());
    }

    @Test
    void roles_areOnePerCluster_eachUnderItsOwnPrefixes() {
        Set<String> prefixes = new HashSet<>();
        Stream.of("production", "staging").forEach(cluster -> role(cluster)
                .at("/Policies/0/PolicyDocument/Statement/0/Resource")
                .forEach(prefix -> prefixes.add(prefix.asText())));
        assertEquals(
                Set.of(
                        "${SnapshotsBucket.Arn}/runs/production/*",
                        "${SnapshotsBucket.Arn}/runs/Staging_2/*",
                        "${SnapshotsBucket.Arn}/snapshots/production/*",
                        "${SnapshotsBucket.Arn}/snapshots/Staging_2/*"),
                prefixes);
    }

    @Test
    void clusterNames_thatDifferInPunctuationOnly_doNotCollide() {
        Map<String, Object> settings = SynthesizedStack.settings("minimal");
        settings.put(
                "clusters",
                Stream.of("ab", "a-b", "a_b")
                        .map(name -> Map.of(
                                "name", name, "writerRole", "writer-" + name, "oidcIssuer", "https://example.com/id/A"))
                        .toList());
        TemplateText names = SynthesizedStack.of(App.Builder.create()
                        .context(SynthesizedStack.context(settings))
                        .build())
                .template();
        assertEquals(5, names.resources("AWS::IAM::Role").size(), "three writers, the verifier, the widget");
    }

    private static JsonNode role(String cluster) {
        return template.properties("AWS::IAM::Role", "RoleName", "hashicorp-vault-snapshotter-" + cluster);
    }
}
