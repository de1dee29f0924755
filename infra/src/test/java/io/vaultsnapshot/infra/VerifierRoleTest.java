package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The verifier's role, word for word. */
class VerifierRoleTest {
    private static final Pattern WRITES_TAGS = Pattern.compile("s3:(Put|Delete)[A-Za-z]*Tagging\"");

    private static JsonNode role;
    private static JsonNode policy;

    @BeforeAll
    static void synthesize() {
        TemplateText template = SynthesizedStack.of("minimal").template();
        role = template.resource("VerifierRole").get("Properties");
        policy = template.properties("AWS::IAM::ManagedPolicy");
    }

    @Test
    void rights_areToReadEverything_writeDocumentsAndSelfTests_andPublish() {
        assertEquals(SynthesizedStack.json("""
                        [
                          {
                            "Sid": "WriteLog",
                            "Effect": "Allow",
                            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                            "Resource": "${VerifierLog.Arn}"
                          },
                          {
                            "Sid": "ListKnownPrefixes",
                            "Effect": "Allow",
                            "Action": "s3:ListBucket",
                            "Resource": "${SnapshotsBucket.Arn}",
                            "Condition": {"StringLike": {"s3:prefix": [
                              "snapshots/*", "drills/*", "runs/*", "records/*", "acknowledgements/*", "status/*"]}}
                          },
                          {
                            "Sid": "ListSnapshotVersions",
                            "Effect": "Allow",
                            "Action": "s3:ListBucketVersions",
                            "Resource": "${SnapshotsBucket.Arn}",
                            "Condition": {"StringLike": {"s3:prefix": ["snapshots/*"]}}
                          },
                          {
                            "Sid": "ReadSnapshotsAndDocuments",
                            "Effect": "Allow",
                            "Action": ["s3:GetObject", "s3:GetObjectVersion"],
                            "Resource": [
                              "${SnapshotsBucket.Arn}/acknowledgements/*",
                              "${SnapshotsBucket.Arn}/drills/*",
                              "${SnapshotsBucket.Arn}/records/*",
                              "${SnapshotsBucket.Arn}/runs/*",
                              "${SnapshotsBucket.Arn}/snapshots/*",
                              "${SnapshotsBucket.Arn}/status/*"
                            ]
                          },
                          {
                            "Sid": "WriteDocuments",
                            "Effect": "Allow",
                            "Action": "s3:PutObject",
                            "Resource": ["${SnapshotsBucket.Arn}/records/*", "${SnapshotsBucket.Arn}/status/*"]
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
                            "Sid": "PublishAlerts",
                            "Effect": "Allow",
                            "Action": "sns:Publish",
                            "Resource": "${AlertsTopic}"
                          },
                          {
                            "Sid": "UseKeyForAlerts",
                            "Effect": "Allow",
                            "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
                            "Resource": "${AlertsKey.Arn}",
                            "Condition": {"StringEquals": {"kms:ViaService": "sns.eu-north-1.amazonaws.com"}}
                          },
                          {
                            "Sid": "PutEvents",
                            "Effect": "Allow",
                            "Action": "events:PutEvents",
                            "Resource": "arn:aws:events:eu-north-1:111122223333:event-bus/default",
                            "Condition": {"StringEquals": {"events:source": "vault-snapshot"}}
                          },
                          {
                            "Sid": "PlantSelfTest",
                            "Effect": "Allow",
                            "Action": "s3:PutObject",
                            "Resource": "${SnapshotsBucket.Arn}/snapshots/alert-path-self-test/*"
                          },
                          {
                            "Sid": "RequestVerification",
                            "Effect": "Allow",
                            "Action": "lambda:InvokeFunction",
                            "Resource": "arn:aws:lambda:eu-north-1:111122223333:function:vault-snapshot-verifier"
                          },
                          {
                            "Sid": "KeepDeadLetters",
                            "Effect": "Allow",
                            "Action": "sqs:SendMessage",
                            "Resource": "${DeadLettersQueue.Arn}"
                          }
                        ]
                        """), policy.at("/PolicyDocument/Statement"));
    }

    @Test
    void rights_keysInTheSettings_areLookedAtAndSignedWithAndNothingElse() {
        TemplateText full = SynthesizedStack.of("full").template();
        JsonNode statements = full.resource("VerifierRolePolicy").at("/Properties/PolicyDocument/Statement");
        JsonNode seals = full.resource("VerifierRoleSealKeys1").at("/Properties/PolicyDocument/Statement");

        assertEquals(SynthesizedStack.json("""
                        [{
                          "Sid": "LookAtSealKeys",
                          "Effect": "Allow",
                          "Action": "kms:DescribeKey",
                          "Resource": [
                            "arn:aws:kms:eu-north-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                            "arn:aws:kms:eu-north-1:444455556666:key/mrk-1234abcd12ab34cd56ef1234567890ab"
                          ]
                        }]
                        """), seals);
        assertEquals(SynthesizedStack.json("""
                        {
                          "Sid": "SignRecords",
                          "Effect": "Allow",
                          "Action": "kms:Sign",
                          "Resource": "arn:aws:kms:eu-north-1:111122223333:key/9876fedc-98fe-76dc-54ba-0987654321fe",
                          "Condition": {"StringEquals": {"kms:SigningAlgorithm": "ECDSA_SHA_256"}}
                        }
                        """), statements.get(statements.size() - 3));
    }

    @Test
    void rights_retention_areOneTagWithOneValue() {
        JsonNode statements = SynthesizedStack.of("full")
                .template()
                .resource("VerifierRolePolicy")
                .at("/Properties/PolicyDocument/Statement");

        assertEquals(SynthesizedStack.json("""
                        {
                          "Sid": "MarkSuperseded",
                          "Effect": "Allow",
                          "Action": "s3:PutObjectVersionTagging",
                          "Resource": "${SnapshotsBucket.Arn}/snapshots/*",
                          "Condition": {
                            "ForAllValues:StringEquals": {"s3:RequestObjectTagKeys": ["vault-snapshot-superseded"]},
                            "StringEquals": {"s3:RequestObjectTag/vault-snapshot-superseded": "yes"}
                          }
                        }
                        """), statements.get(statements.size() - 2));
        assertEquals(SynthesizedStack.json("""
                        {
                          "Sid": "ReleaseSuperseded",
                          "Effect": "Allow",
                          "Action": "s3:DeleteObjectVersionTagging",
                          "Resource": "${SnapshotsBucket.Arn}/snapshots/*"
                        }
                        """), statements.get(statements.size() - 1));
    }

    @Test
    void rights_replica_areToListWhatIsThere() {
        JsonNode statements = SynthesizedStack.of("full")
                .template()
                .resource("VerifierRolePolicy")
                .at("/Properties/PolicyDocument/Statement");

        assertEquals(SynthesizedStack.json("""
                        {
                          "Sid": "ListCopies",
                          "Effect": "Allow",
                          "Action": "s3:ListBucketVersions",
                          "Resource": "arn:aws:s3:::hashicorp-vault-snapshots-111122223333-eu-north-1-replica",
                          "Condition": {"StringLike": {"s3:prefix": ["snapshots/*"]}}
                        }
                        """), statements.get(statements.size() - 4));
    }

    /** Who may tag decides what expires. An upload with tags needs the right to tag as well. */
    @Test
    void rights_tagging_areTheVerifiersOnly() {
        TemplateText full = SynthesizedStack.of("full").template();
        full.template().get("Resources").properties().forEach(resource -> {
            boolean tags = WRITES_TAGS.matcher(resource.getValue().toString()).find();
            boolean isVerifier = resource.getKey().startsWith("VerifierRolePolicy");
            assertEquals(isVerifier, tags, resource.getKey());
        });
    }

    @Test
    void rights_standInThePolicy_andNowhereElse() {
        assertEquals(SynthesizedStack.json("[\"${VerifierRolePolicy}\"]"), role.get("ManagedPolicyArns"));
        assertEquals(true, role.path("Policies").isMissingNode());
    }

    @Test
    void trust_isLambdasOnly() {
        assertEquals(SynthesizedStack.json("""
                        [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}]
                        """), role.at("/AssumeRolePolicyDocument/Statement"));
    }
}
