package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The role of a restore drill, word for word: the most sensitive identity of all. */
class DrillRoleTest {
    private static TemplateText template;

    @BeforeAll
    static void synthesize() {
        template = SynthesizedStack.of("full").template();
    }

    @Test
    void trust_namesTheDrillsServiceAccount_andTheAudience() {
        assertEquals(SynthesizedStack.json("""
                        {
                          "StringEquals": {
                            "oidc.eks.eu-north-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE:sub": "system:serviceaccount:vault-snapshot-drill:vault-snapshot-drill",
                            "oidc.eks.eu-north-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE:aud": "sts.amazonaws.com"
                          }
                        }
                        """), role().at("/AssumeRolePolicyDocument/Statement/0/Condition"));
        assertEquals(1, role().at("/AssumeRolePolicyDocument/Statement").size());
    }

    @Test
    void rights_areTheClustersOwnAndNoOthers() {
        assertEquals(SynthesizedStack.json("""
                        [
                          {
                            "Sid": "ReadSnapshots",
                            "Effect": "Allow",
                            "Action": ["s3:GetObject", "s3:GetObjectVersion"],
                            "Resource": "${SnapshotsBucket.Arn}/snapshots/production/*"
                          },
                          {
                            "Sid": "ReadStatus",
                            "Effect": "Allow",
                            "Action": "s3:GetObject",
                            "Resource": "${SnapshotsBucket.Arn}/status/production.json"
                          },
                          {
                            "Sid": "ReadRecords",
                            "Effect": "Allow",
                            "Action": "s3:GetObject",
                            "Resource": "${SnapshotsBucket.Arn}/records/production/*"
                          },
                          {
                            "Sid": "CreateProofs",
                            "Effect": "Allow",
                            "Action": "s3:PutObject",
                            "Resource": "${SnapshotsBucket.Arn}/drills/production/*"
                          },
                          {
                            "Sid": "ListSnapshots",
                            "Effect": "Allow",
                            "Action": ["s3:ListBucket", "s3:ListBucketVersions"],
                            "Resource": "${SnapshotsBucket.Arn}",
                            "Condition": {"StringLike": {"s3:prefix": ["snapshots/production/*"]}}
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
                          },
                          {
                            "Sid": "UseSealKeys",
                            "Effect": "Allow",
                            "Action": ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt"],
                            "Resource": [
                              "arn:aws:kms:eu-north-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                              "arn:aws:kms:eu-north-1:444455556666:key/mrk-1234abcd12ab34cd56ef1234567890ab"
                            ]
                          }
                        ]
                        """), role().at("/Policies/0/PolicyDocument/Statement"));
        assertEquals(1, role().get("Policies").size());
        assertFalse(role().has("ManagedPolicyArns"));
        assertEquals(3600, role().get("MaxSessionDuration").asInt());
    }

    @Test
    void clusterWithoutDrill_hasNoRoleForOne() {
        List<String> roles = template.resources("AWS::IAM::Role").stream()
                .map(role -> role.at("/Properties/RoleName").asText())
                .filter(name -> name.endsWith("-drill"))
                .toList();

        assertEquals(List.of("hashicorp-vault-snapshotter-production-drill"), roles);
    }

    @Test
    void lifecycle_ofTheBucket_neverActsOnProofs() {
        JsonNode rules = template.properties("AWS::S3::Bucket", "BucketName", "example-vault-snapshots")
                .at("/LifecycleConfiguration/Rules");
        assertFalse(rules.isEmpty());
        rules.forEach(rule -> {
            boolean expires = rule.has("ExpirationInDays") || rule.has("NoncurrentVersionExpiration");
            String prefix = rule.path("Prefix").asText();
            assertTrue(
                    !expires || (!prefix.isEmpty() && !"drills/".startsWith(prefix) && !prefix.startsWith("drills")),
                    rule::toString);
        });
    }

    private static JsonNode role() {
        return template.properties("AWS::IAM::Role", "RoleName", "hashicorp-vault-snapshotter-production-drill");
    }
}
