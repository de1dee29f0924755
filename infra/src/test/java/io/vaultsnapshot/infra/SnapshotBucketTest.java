package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.retention.SupersededTag;
import io.vaultsnapshot.testing.SettingEffect;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

/** The bucket, its log and its key. */
class SnapshotBucketTest {
    private static TemplateText template;

    @BeforeAll
    static void synthesize() {
        template = SynthesizedStack.of("full").template();
    }

    @Test
    void bucket_hasTheSettingsName_andKeepsVersions() {
        assertEquals("example-vault-snapshots", bucket().get("BucketName").asText());
        assertEquals("Enabled", bucket().at("/VersioningConfiguration/Status").asText());
    }

    @Test
    void bucket_encryptsWithItsOwnRotatedKey() {
        assertEquals(SynthesizedStack.json("""
                        [
                          {
                            "BlockedEncryptionTypes": {"EncryptionType": ["SSE-C"]},
                            "BucketKeyEnabled": true,
                            "ServerSideEncryptionByDefault": {
                              "SSEAlgorithm": "aws:kms",
                              "KMSMasterKeyID": "${SnapshotsKey.Arn}"
                            }
                          }
                        ]
                        """), bucket().at("/BucketEncryption/ServerSideEncryptionConfiguration"));
        assertTrue(template.resource("SnapshotsKey")
                .at("/Properties/EnableKeyRotation")
                .asBoolean());
        JsonNode alias = template.resource("SnapshotsKeyAlias").get("Properties");
        assertEquals("alias/example-vault-snapshots", alias.get("AliasName").asText());
        assertEquals(SynthesizedStack.json("\"${SnapshotsKey.Arn}\""), alias.get("TargetKeyId"));
    }

    @Test
    void bothBuckets_arePrivate_ownedByTheAccount_andTlsOnly() {
        for (String bucket : Set.of("SnapshotsBucket", "SnapshotsAccessLogsBucket")) {
            JsonNode properties = template.resource(bucket).get("Properties");
            properties.get("PublicAccessBlockConfiguration").forEach(each -> assertTrue(each.asBoolean(), bucket));
            assertEquals(4, properties.get("PublicAccessBlockConfiguration").size());
            assertEquals(
                    "BucketOwnerEnforced",
                    properties.at("/OwnershipControls/Rules/0/ObjectOwnership").asText());
            assertEquals(
                    SynthesizedStack.json("""
                            {
                              "Effect": "Deny",
                              "Principal": {"AWS": "*"},
                              "Action": "s3:*",
                              "Resource": ["${BUCKET.Arn}", "${BUCKET.Arn}/*"],
                              "Condition": {"Bool": {"aws:SecureTransport": "false"}}
                            }
                            """.replace("BUCKET", bucket)),
                    template.resource(bucket + "Policy").at("/Properties/PolicyDocument/Statement/0"));
            assertEquals(
                    SynthesizedStack.json("""
                            {"NumericLessThan": {"s3:TlsVersion": 1.2}}
                            """),
                    template.resource(bucket + "Policy").at("/Properties/PolicyDocument/Statement/1/Condition"));
        }
    }

    @Test
    void policy_refusesOtherEncryptionAndTheBypass_toEverybody() {
        JsonNode statements = template.resource("SnapshotsBucketPolicy").at("/Properties/PolicyDocument/Statement");
        assertEquals(
                SynthesizedStack.json("""
                        [
                          {
                            "Sid": "NoOtherEncryption",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:PutObject",
                            "Resource": "${SnapshotsBucket.Arn}/*",
                            "Condition": {
                              "Null": {"s3:x-amz-server-side-encryption": "false"},
                              "StringNotEquals": {"s3:x-amz-server-side-encryption": ["aws:kms"]}
                            }
                          },
                          {
                            "Sid": "NoOtherKey",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:PutObject",
                            "Resource": "${SnapshotsBucket.Arn}/*",
                            "Condition": {
                              "Null": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "false"},
                              "StringNotEquals": {
                                "s3:x-amz-server-side-encryption-aws-kms-key-id": [
                                  "${SnapshotsKey.Arn}",
                                  "alias/example-vault-snapshots",
                                  "arn:aws:kms:eu-north-1:111122223333:alias/example-vault-snapshots"
                                ]
                              }
                            }
                          },
                          {
                            "Sid": "NoBypassOfTheLock",
                            "Effect": "Deny",
                            "Principal": {"AWS": "*"},
                            "Action": "s3:BypassGovernanceRetention",
                            "Resource": "${SnapshotsBucket.Arn}/*"
                          }
                        ]
                        """),
                SynthesizedStack.JSON
                        .createArrayNode()
                        .add(statements.get(2))
                        .add(statements.get(3))
                        .add(statements.get(4)));
        assertEquals(5, statements.size());
    }

    /** The template has one settings block; these are the three cases of the log and both modes of the lock. */
    @Test
    void lock_isTheBucketsDefault_andTheLogIsWhereTheSettingSays() {
        assertTrue(bucket().get("ObjectLockEnabled").asBoolean());
        assertEquals(SynthesizedStack.json("""
                        {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Days": 22, "Mode": "GOVERNANCE"}}}
                        """), bucket().get("ObjectLockConfiguration"));

        JsonNode strict = bucketWith(Map.of("lockMode", "compliance", "lockDays", 290, "accessLogBucket", "logs"));
        assertEquals(
                SynthesizedStack.json("{\"Days\": 290, \"Mode\": \"COMPLIANCE\"}"),
                strict.at("/ObjectLockConfiguration/Rule/DefaultRetention"));
        assertEquals(
                "logs", strict.at("/LoggingConfiguration/DestinationBucketName").asText());
        assertTrue(bucketWith(Map.of("accessLogBucket", "none"))
                .path("LoggingConfiguration")
                .isMissingNode());
    }

    /** S3 expires no version that is locked. */
    @Test
    void lifecycle_longLock_promisesNothingBeforeItsEnd() {
        JsonNode rules = bucketWith(Map.of("lockDays", 290)).at("/LifecycleConfiguration/Rules");
        assertEquals(
                291, rules.at("/1/NoncurrentVersionExpiration/NoncurrentDays").asInt());
        assertEquals(
                291, rules.at("/2/NoncurrentVersionExpiration/NoncurrentDays").asInt());
        assertEquals(14, rules.at("/2/ExpirationInDays").asInt());
        assertEquals(
                291, rules.at("/3/NoncurrentVersionExpiration/NoncurrentDays").asInt());
    }

    @Test
    void bucketsAndKey_outliveTheStack() {
        for (String kept : Set.of("SnapshotsBucket", "SnapshotsAccessLogsBucket", "SnapshotsKey")) {
            // A failed creation removes them, since they would block the next try.
            assertEquals(
                    "RetainExceptOnCreate",
                    template.resource(kept).get("DeletionPolicy").asText());
            assertEquals(
                    "Retain", template.resource(kept).get("UpdateReplacePolicy").asText());
        }
    }

    @Test
    void lifecycle_abortsUploadsAndExpiresReplacedStatusesAndWhatIsSuperseded_andNothingElse() {
        assertEquals(SynthesizedStack.json("""
                        [
                          {
                            "Id": "abort-unfinished-uploads",
                            "Status": "Enabled",
                            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1}
                          },
                          {
                            "Id": "expire-replaced-statuses",
                            "Status": "Enabled",
                            "Prefix": "status/",
                            "NoncurrentVersionExpiration": {"NoncurrentDays": 30}
                          },
                          {
                            "Id": "expire-self-tests",
                            "Status": "Enabled",
                            "Prefix": "snapshots/alert-path-self-test/",
                            "ExpirationInDays": 14,
                            "NoncurrentVersionExpiration": {"NoncurrentDays": 23}
                          },
                          {
                            "Id": "expire-runs",
                            "Status": "Enabled",
                            "Prefix": "runs/",
                            "ExpirationInDays": 35,
                            "NoncurrentVersionExpiration": {"NoncurrentDays": 23}
                          },
                          {
                            "Id": "expire-superseded-snapshots",
                            "Status": "Enabled",
                            "Prefix": "snapshots/",
                            "TagFilters": [{"Key": "vault-snapshot-superseded", "Value": "yes"}],
                            "ExpirationInDays": 60,
                            "NoncurrentVersionExpiration": {"NoncurrentDays": 7}
                          },
                          {
                            "Id": "remove-empty-delete-markers",
                            "Status": "Enabled",
                            "Prefix": "snapshots/",
                            "ExpiredObjectDeleteMarker": true
                          }
                        ]
                        """), bucket().at("/LifecycleConfiguration/Rules"));
    }

    @Test
    void lifecycle_withoutRetention_hasNoRuleForSnapshots() {
        JsonNode bucket = SynthesizedStack.of("minimal").template().resource("SnapshotsBucket");
        assertEquals(4, bucket.at("/Properties/LifecycleConfiguration/Rules").size());
    }

    /** A rule that could meet a cluster's snapshot deletes it with the verifier's tag only. */
    @Test
    void lifecycle_snapshotsOfClusters_goWithTheTagOnly() {
        Set<String> harmless =
                Set.of("Id", "Status", "Prefix", "AbortIncompleteMultipartUpload", "ExpiredObjectDeleteMarker");
        JsonNode tag = SynthesizedStack.json("""
                [{"Key": "%s", "Value": "%s"}]
                """.formatted(SupersededTag.KEY, SupersededTag.VALUE));
        for (String settings : Set.of("minimal", "full")) {
            JsonNode properties = SynthesizedStack.of(settings)
                    .template()
                    .resource("SnapshotsBucket")
                    .get("Properties");
            for (JsonNode rule : properties.at("/LifecycleConfiguration/Rules")) {
                Set<String> actions = new TreeSet<>();
                rule.fieldNames().forEachRemaining(actions::add);
                actions.removeAll(harmless);
                String prefix = rule.path("Prefix").asText();
                boolean couldMeetSnapshots = prefix.startsWith(SnapshotKey.ROOT) || SnapshotKey.ROOT.startsWith(prefix);
                boolean onlySelfTests = prefix.equals(SelfTest.prefix());
                boolean onlyTagged = tag.equals(rule.path("TagFilters"));
                assertTrue(
                        actions.isEmpty() || onlySelfTests || onlyTagged || !couldMeetSnapshots,
                        () -> rule + " may delete or move snapshots");
            }
        }
    }

    @Test
    void bucket_announcesObjectsToEventBridge_andLogsAccess() {
        assertTrue(bucket().at("/NotificationConfiguration/EventBridgeConfiguration/EventBridgeEnabled")
                .asBoolean());
        assertEquals(
                "${SnapshotsAccessLogsBucket}",
                bucket().at("/LoggingConfiguration/DestinationBucketName").asText());
        assertEquals(
                365,
                template.resource("SnapshotsAccessLogsBucket")
                        .at("/Properties/LifecycleConfiguration/Rules/0/ExpirationInDays")
                        .asInt());
    }

    private static JsonNode bucketWith(Map<String, Object> settings) {
        Map<String, Object> block = new HashMap<>(SettingEffect.block());
        block.putAll(settings);
        App app = App.Builder.create().context(SynthesizedStack.context(block)).build();
        return SynthesizedStack.of(app).template().resource("SnapshotsBucket").get("Properties");
    }

    private static JsonNode bucket() {
        return template.resource("SnapshotsBucket").get("Properties");
    }
}
