package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The rules by which S3 copies, its role, and the second bucket: read back from the templates. */
class ReplicationTest {
    private static final String REPLICA_TEMPLATE = "VaultSnapshotReplica.template.json";
    private static final String COPIES = "hashicorp-vault-snapshots-111122223333-eu-north-1-replica";

    /** In another account, with the promise of S3. */
    private static final SynthesizedStack ELSEWHERE = SynthesizedStack.of("full");

    /** In the same account, without the promise. */
    private static final SynthesizedStack SAME_ACCOUNT = SynthesizedStack.of(software.amazon.awscdk.App.Builder.create()
            .context(SynthesizedStack.context(withReplica(SynthesizedStack.settings("minimal"))))
            .build());

    private static Map<String, Object> withReplica(Map<String, Object> settings) {
        Map<String, Object> more = new TreeMap<>(settings);
        more.put("replicaRegion", "eu-west-1");
        return more;
    }

    private static JsonNode bucket(SynthesizedStack of) {
        return StreamSupport.stream(of.template().template().get("Resources").spliterator(), false)
                .filter(each -> each.get("Type").asText().equals("AWS::S3::Bucket"))
                .filter(each -> each.at("/Properties").has("ObjectLockConfiguration"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode only(JsonNode template, String type, String nameOrLock) {
        return StreamSupport.stream(template.get("Resources").spliterator(), false)
                .filter(each -> each.get("Type").asText().equals(type))
                .filter(each -> each.toString().contains(nameOrLock))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        (list.isArray() ? list : List.of(list))
                .forEach(each -> texts.add(each.isTextual() ? each.asText() : "" + each));
        return texts;
    }

    @Test
    void rules_everyPrefix_copiesWithTheReplicasKeyAndNoDeletes() {
        JsonNode rules = bucket(ELSEWHERE).at("/Properties/ReplicationConfiguration/Rules");
        List<String> prefixes = new ArrayList<>();
        List<Integer> priorities = new ArrayList<>();
        for (JsonNode rule : rules) {
            prefixes.add(rule.at("/Filter/Prefix").asText());
            priorities.add(rule.get("Priority").asInt());
            assertEquals("Enabled", rule.get("Status").asText());
            assertEquals("Disabled", rule.at("/DeleteMarkerReplication/Status").asText());
            assertEquals(
                    "Enabled",
                    rule.at("/SourceSelectionCriteria/SseKmsEncryptedObjects/Status")
                            .asText());
            assertEquals(
                    "arn:aws:s3:::" + COPIES, rule.at("/Destination/Bucket").asText());
            assertEquals(
                    "arn:aws:kms:eu-west-1:222233334444:alias/" + COPIES,
                    rule.at("/Destination/EncryptionConfiguration/ReplicaKmsKeyID")
                            .asText());
            assertEquals("222233334444", rule.at("/Destination/Account").asText());
            assertEquals(
                    "Destination",
                    rule.at("/Destination/AccessControlTranslation/Owner").asText());
            assertEquals(
                    15, rule.at("/Destination/ReplicationTime/Time/Minutes").asInt());
            assertEquals("Enabled", rule.at("/Destination/Metrics/Status").asText());
        }
        assertEquals(List.of("snapshots/", "records/", "acknowledgements/", "drills/"), prefixes);
        assertEquals(List.of(1, 2, 3, 4), priorities);
    }

    @Test
    void rules_ofTheSameAccount_haveNoOwnerAndNoPromise() {
        JsonNode destination = bucket(SAME_ACCOUNT).at("/Properties/ReplicationConfiguration/Rules/0/Destination");
        assertNull(destination.get("Account"));
        assertNull(destination.get("AccessControlTranslation"));
        assertNull(destination.get("ReplicationTime"));
        assertNull(destination.get("Metrics"));
    }

    @Test
    void role_isAssumedByS3ForThisBucketOnly_andDeletesNothing() {
        JsonNode template = ELSEWHERE.template().template();
        JsonNode role = only(template, "AWS::IAM::Role", "vault-snapshot-replication-eu-north-1");
        JsonNode trust = role.at("/Properties/AssumeRolePolicyDocument/Statement");
        assertEquals(1, trust.size());
        assertEquals("s3.amazonaws.com", trust.at("/0/Principal/Service").asText());
        assertEquals(
                "111122223333",
                trust.at("/0/Condition/StringEqualsIfExists/aws:SourceAccount").asText());
        assertEquals(
                "arn:aws:s3:::example-vault-snapshots",
                trust.at("/0/Condition/ArnEqualsIfExists/aws:SourceArn").asText());

        JsonNode policy = only(template, "AWS::IAM::ManagedPolicy", "ReadOriginals");
        List<String> actions = new ArrayList<>();
        policy.at("/Properties/PolicyDocument/Statement")
                .forEach(statement -> actions.addAll(texts(statement.get("Action"))));
        assertTrue(actions.contains("s3:ReplicateObject"), actions::toString);
        assertFalse(actions.stream().anyMatch(action -> action.contains("Delete")), actions::toString);
        assertFalse(actions.contains("s3:PutObject"), actions::toString);
        for (JsonNode statement : policy.at("/Properties/PolicyDocument/Statement")) {
            texts(statement.get("Action")).stream()
                    .filter(action -> action.startsWith("kms:"))
                    .forEach(action -> assertTrue(
                            statement.at("/Condition/StringEquals").has("kms:EncryptionContext:aws:s3:arn")
                                    && statement.at("/Condition/StringEquals").has("kms:ViaService"),
                            statement::toString));
        }
    }

    @Test
    void replica_isLockedLikeTheBucketAndStays() {
        JsonNode copies = only(ELSEWHERE.files().get(REPLICA_TEMPLATE), "AWS::S3::Bucket", "ObjectLockConfiguration");
        JsonNode originals = bucket(ELSEWHERE);
        for (String same : List.of(
                "ObjectLockConfiguration",
                "ObjectLockEnabled",
                "VersioningConfiguration",
                "PublicAccessBlockConfiguration",
                "OwnershipControls")) {
            assertEquals(
                    originals.at("/Properties").get(same),
                    copies.at("/Properties").get(same),
                    same);
        }
        assertEquals(COPIES, copies.at("/Properties/BucketName").asText());
        assertEquals("RetainExceptOnCreate", copies.get("DeletionPolicy").asText());
        JsonNode key = only(ELSEWHERE.files().get(REPLICA_TEMPLATE), "AWS::KMS::Key", "copies");
        assertTrue(key.at("/Properties/EnableKeyRotation").asBoolean());
    }

    @Test
    void replica_policy_refusesWritersAndLetsTwoRolesInByTheirArn() {
        JsonNode policy = only(ELSEWHERE.files().get(REPLICA_TEMPLATE), "AWS::S3::BucketPolicy", "ReplicateObject");
        Map<String, JsonNode> bySid = new TreeMap<>();
        policy.at("/Properties/PolicyDocument/Statement")
                .forEach(statement -> bySid.put(statement.path("Sid").asText(), statement));
        assertEquals(
                "Deny", bySid.get("NobodyWritesButReplication").get("Effect").asText());
        assertEquals(
                "s3:PutObject",
                bySid.get("NobodyWritesButReplication").get("Action").asText());
        assertEquals("Deny", bySid.get("NoBypassOfTheLock").get("Effect").asText());
        assertEquals(
                "arn:aws:iam::111122223333:role/backup/vault-snapshot-replication-eu-north-1",
                bySid.get("WriteCopies")
                        .at("/Condition/ArnEquals/aws:PrincipalArn")
                        .asText());
        assertEquals(
                "arn:aws:iam::111122223333:role/backup/vault-snapshot-verifier-eu-north-1",
                bySid.get("ListCopies")
                        .at("/Condition/ArnEquals/aws:PrincipalArn")
                        .asText());
        JsonNode template = ELSEWHERE.template().template();
        assertTrue(only(template, "AWS::IAM::Role", "vault-snapshot-verifier-eu-north-1")
                .get("Properties")
                .has("RoleName"));
    }

    /** In the same account the roles' own policies suffice. */
    @Test
    void replica_policyOfTheSameAccount_allowsNobody() {
        JsonNode policy =
                only(SAME_ACCOUNT.files().get(REPLICA_TEMPLATE), "AWS::S3::BucketPolicy", "NobodyWritesButReplication");
        policy.at("/Properties/PolicyDocument/Statement").forEach(statement -> {
            boolean accessLog = statement.toString().contains("logging.s3.amazonaws.com");
            assertTrue(accessLog || statement.get("Effect").asText().equals("Deny"), statement::toString);
        });
    }

    @Test
    void stack_withoutTheSetting_hasNoReplica() {
        SynthesizedStack none = SynthesizedStack.of("minimal");
        assertFalse(none.files().containsKey(REPLICA_TEMPLATE));
        assertFalse(none.template().template().toString().contains("ReplicationConfiguration"));
    }
}
