package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.aws.AwsNames;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

/** The roles for people, word for word, and what an organisation asks of every role. */
class ReaderRolesTest {
    private static TemplateText template;

    @BeforeAll
    static void synthesize() {
        template = SynthesizedStack.of("full").template();
    }

    @Test
    void trust_ofPeopleAsksForMfa_ofRolesDoesNot() {
        assertEquals(
                SynthesizedStack.json("""
                        [
                          {
                            "Effect": "Allow",
                            "Action": "sts:AssumeRole",
                            "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
                            "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
                          },
                          {
                            "Effect": "Allow",
                            "Action": "sts:AssumeRole",
                            "Principal": {"AWS": "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Restore_0123456789abcdef"}
                          }
                        ]
                        """),
                role(AwsNames.restorerRole("eu-north-1")).at("/AssumeRolePolicyDocument/Statement"));
    }

    @Test
    void restorer_readsAndDecryptsTheBucket_andNothingElse() {
        assertEquals(
                List.of(
                        "Read [\"s3:GetObject\",\"s3:GetObjectVersion\"]",
                        "ReadWithKeyOfThisBucket \"kms:Decrypt\"",
                        "List [\"s3:ListBucket\",\"s3:ListBucketVersions\"]"),
                rights(AwsNames.restorerRole("eu-north-1")));
    }

    @Test
    void auditor_readsNoSnapshot_andChecksSignatures() {
        JsonNode auditor = role(AwsNames.auditorRole("eu-north-1"));
        assertEquals(
                List.of(
                        "Read [\"s3:GetObject\",\"s3:GetObjectVersion\"]",
                        "ReadWithKeyOfThisBucket \"kms:Decrypt\"",
                        "List [\"s3:ListBucket\",\"s3:ListBucketVersions\"]",
                        "VerifySignatures \"kms:Verify\"",
                        "ReadPublicKey \"kms:GetPublicKey\""),
                rights(AwsNames.auditorRole("eu-north-1")));
        assertEquals(SynthesizedStack.json("""
                        ["${SnapshotsBucket.Arn}/drills/*", "${SnapshotsBucket.Arn}/records/*", "${SnapshotsBucket.Arn}/status/*"]
                        """), auditor.at("/Policies/0/PolicyDocument/Statement/0/Resource"));
    }

    @Test
    void noPeopleInTheSettings_noRoleForThem() {
        TemplateText minimal = SynthesizedStack.of("minimal").template();

        assertTrue(minimal.resources("AWS::IAM::Role").stream()
                .map(role -> role.at("/Properties/RoleName").asText())
                .noneMatch(name -> name.contains("restorer") || name.contains("auditor")));
    }

    @Test
    void everyRole_hasBoundaryPathAndTags() {
        List<JsonNode> roles = template.resources("AWS::IAM::Role");
        assertEquals(
                8, roles.size(), "two writers, a drill, the verifier, the widget, the replication, the two for people");
        roles.forEach(role -> {
            assertEquals(
                    "arn:aws:iam::111122223333:policy/boundary",
                    role.at("/Properties/PermissionsBoundary").asText());
            assertEquals("/backup/", role.at("/Properties/Path").asText());
            assertEquals(
                    SynthesizedStack.json("[{\"Key\": \"team\", \"Value\": \"platform\"}]"),
                    role.at("/Properties/Tags"));
        });
    }

    @Test
    void qualifier_isThatOfTheBootstrap() {
        assertEquals(
                "/cdk-bootstrap/backup/version",
                template.template().at("/Parameters/BootstrapVersion/Default").asText());
    }

    @Test
    void settingsLeftOut_nothingOfThemInTheTemplate() {
        String minimal = SynthesizedStack.of(App.Builder.create()
                        .context(SynthesizedStack.context(SynthesizedStack.settings("minimal")))
                        .build())
                .template()
                .template()
                .toString();

        List.of("PermissionsBoundary", "\"Tags\"", "/backup/")
                .forEach(each -> assertFalse(minimal.contains(each), each));
        assertTrue(minimal.contains("/cdk-bootstrap/hnb659fds/version"), "CDK's own bootstrap");
    }

    private static List<String> rights(String name) {
        List<String> rights = new ArrayList<>();
        role(name)
                .at("/Policies/0/PolicyDocument/Statement")
                .forEach(each -> rights.add(each.get("Sid").asText() + " " + each.get("Action")));
        return rights;
    }

    private static JsonNode role(String name) {
        return template.properties("AWS::IAM::Role", "RoleName", name);
    }
}
