package io.vaultsnapshot.testing.access;

import static io.vaultsnapshot.testing.access.AccessStep.On.KEY_THROUGH_S3;
import static io.vaultsnapshot.testing.access.AccessStep.On.OTHER_KEY_THROUGH_S3;
import static io.vaultsnapshot.testing.access.AccessStep.On.OWN_SNAPSHOT;
import static io.vaultsnapshot.testing.access.AccessStep.on;
import static io.vaultsnapshot.testing.access.AccessStep.onTarget;

import io.vaultsnapshot.contract.retention.SupersededTag;
import io.vaultsnapshot.testing.access.AccessTarget.Group;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What somebody may try. Each names the permissions that it needs, all of them. */
public enum AccessAttempt {
    /** Upload an object as the backup job does. */
    PUT(Group.OBJECT, AccessStep.put(), on(KEY_THROUGH_S3, "kms:GenerateDataKey"), on(KEY_THROUGH_S3, "kms:Decrypt")),
    /** Read an object. */
    GET(Group.OBJECT, onTarget("s3:GetObject"), on(KEY_THROUGH_S3, "kms:Decrypt")),
    /** Read a version of an object. */
    GET_VERSION(Group.OBJECT, onTarget("s3:GetObjectVersion"), on(KEY_THROUGH_S3, "kms:Decrypt")),
    /** List the folder of an object. */
    LIST(Group.OBJECT, AccessStep.list("s3:ListBucket")),
    /** List the versions in the folder of an object. */
    LIST_VERSIONS(Group.OBJECT, AccessStep.list("s3:ListBucketVersions")),
    /** Hide an object behind a delete marker. */
    DELETE(Group.OBJECT, onTarget("s3:DeleteObject")),
    /** Delete a version for good. */
    DELETE_VERSION(Group.OBJECT, onTarget("s3:DeleteObjectVersion")),
    /** Upload other bytes, then hide them. */
    OVERWRITE_THEN_HIDE(Group.OBJECT, AccessStep.put(), onTarget("s3:DeleteObject")),
    /** Copy a snapshot over the object. */
    COPY_SNAPSHOT_OVER(Group.OBJECT, on(OWN_SNAPSHOT, "s3:GetObject"), AccessStep.put()),
    /** Upload with another key, which the account could disable. */
    PUT_WITH_ANOTHER_KEY(
            Group.OBJECT,
            AccessStep.put(Map.of("s3:x-amz-server-side-encryption-aws-kms-key-id", "<other-key>")),
            on(OTHER_KEY_THROUGH_S3, "kms:GenerateDataKey")),
    /** Upload with a key of S3's own. */
    PUT_WITHOUT_KMS(
            Group.OBJECT,
            new AccessStep(
                    "s3:PutObject", AccessStep.On.TARGET, Map.of("s3:x-amz-server-side-encryption", "AES256"))),
    /** Upload with a key that only the uploader has (SSE-C). */
    PUT_WITH_OWN_KEY(
            Group.OBJECT,
            new AccessStep(
                    "s3:PutObject",
                    AccessStep.On.TARGET,
                    Map.of("s3:x-amz-server-side-encryption-customer-algorithm", "AES256"))),
    /** Upload without TLS. */
    PUT_WITHOUT_TLS(Group.OBJECT, AccessStep.put(Map.of("aws:SecureTransport", "false"))),
    /** Upload an object with a tag that lets it expire. */
    PUT_WITH_TAGS(
            Group.OBJECT,
            AccessStep.put(Map.of("s3:RequestObjectTag/superseded", "yes", "s3:RequestObjectTagKeys", "superseded")),
            onTarget("s3:PutObjectTagging")),
    /** Tag an object. */
    TAG(Group.OBJECT, onTarget("s3:PutObjectTagging")),
    /** Tag a version. */
    TAG_VERSION(Group.OBJECT, onTarget("s3:PutObjectVersionTagging")),
    /** Tag a version so that the retention's rule deletes it when it is old enough. */
    TAG_SUPERSEDED(
            Group.OBJECT,
            new AccessStep(
                    "s3:PutObjectVersionTagging",
                    AccessStep.On.TARGET,
                    Map.of(
                            "s3:RequestObjectTag/" + SupersededTag.KEY,
                            SupersededTag.VALUE,
                            "s3:RequestObjectTagKeys",
                            SupersededTag.KEY))),
    /** Remove the tags of an object. */
    UNTAG(Group.OBJECT, onTarget("s3:DeleteObjectTagging")),
    /** Remove the tags of a version. */
    UNTAG_VERSION(Group.OBJECT, onTarget("s3:DeleteObjectVersionTagging")),
    /** Shorten how long a version is locked. */
    SHORTEN_RETENTION(Group.OBJECT, onTarget("s3:PutObjectRetention")),
    /** Delete a locked version all the same. */
    BYPASS_GOVERNANCE(Group.OBJECT, onTarget("s3:BypassGovernanceRetention"), onTarget("s3:DeleteObjectVersion")),
    /** Take a legal hold off. */
    LEGAL_HOLD_OFF(Group.OBJECT, onTarget("s3:PutObjectLegalHold")),
    /** Give an object to others. */
    CHANGE_ACL(Group.OBJECT, onTarget("s3:PutObjectAcl")),
    /** End an upload that another one has begun. */
    ABORT_UPLOAD(Group.OBJECT, onTarget("s3:AbortMultipartUpload")),

    /** Write a copy into the replica, as S3 does. */
    WRITE_COPY(Group.COPY, onTarget("s3:ReplicateObject")),
    /** Copy the tags, by which the retention's rule deletes. */
    TAG_COPY(Group.COPY, onTarget("s3:ReplicateTags")),
    /** See which versions the replica has. */
    LIST_COPIES(Group.COPY, AccessStep.list("s3:ListBucketVersions")),
    /** Read a copy. */
    READ_COPY(Group.COPY, onTarget("s3:GetObjectVersion")),
    /** Upload into the replica. */
    PUT_INTO_REPLICA(Group.COPY, AccessStep.put()),
    /** Hide a copy behind a delete marker. */
    HIDE_COPY(Group.COPY, onTarget("s3:DeleteObject")),
    /** Hide a copy as S3 does when it copies deletes. */
    COPY_DELETE(Group.COPY, onTarget("s3:ReplicateDelete")),
    /** Delete a copy for good. */
    DELETE_COPY(Group.COPY, onTarget("s3:DeleteObjectVersion")),
    /** Delete a locked copy all the same. */
    BYPASS_LOCK_OF_COPY(
            Group.COPY, onTarget("s3:BypassGovernanceRetention"), onTarget("s3:DeleteObjectVersion")),

    /** Let everything expire. */
    PUT_LIFECYCLE_RULE(Group.BUCKET, onTarget("s3:PutLifecycleConfiguration")),
    /** Stop keeping versions. */
    SWITCH_VERSIONING_OFF(Group.BUCKET, onTarget("s3:PutBucketVersioning")),
    /** Lock new versions for less time. */
    CHANGE_OBJECT_LOCK(Group.BUCKET, onTarget("s3:PutBucketObjectLockConfiguration")),
    /** Encrypt with another key from now on. */
    CHANGE_ENCRYPTION(Group.BUCKET, onTarget("s3:PutEncryptionConfiguration")),
    /** Change what the bucket denies. */
    CHANGE_BUCKET_POLICY(Group.BUCKET, onTarget("s3:PutBucketPolicy")),
    /** Remove what the bucket denies. */
    DELETE_BUCKET_POLICY(Group.BUCKET, onTarget("s3:DeleteBucketPolicy")),
    /** Allow public access. */
    ALLOW_PUBLIC_ACCESS(Group.BUCKET, onTarget("s3:PutBucketPublicAccessBlock")),
    /** Stop the events, so that nothing is verified on arrival. */
    STOP_EVENTS(Group.BUCKET, onTarget("s3:PutBucketNotification")),
    /** Copy everything to another bucket from now on. */
    REPLICATE_AWAY(Group.BUCKET, onTarget("s3:PutReplicationConfiguration")),
    /** Delete the bucket. */
    DELETE_BUCKET(Group.BUCKET, onTarget("s3:DeleteBucket")),
    /** See the uploads of others. */
    LIST_UPLOADS(Group.BUCKET, onTarget("s3:ListBucketMultipartUploads")),

    /** Decrypt with a key. */
    DECRYPT(Group.KEY, onTarget("kms:Decrypt")),
    /** Encrypt with a key. */
    ENCRYPT(Group.KEY, onTarget("kms:Encrypt")),
    /** Get a data key. */
    DATA_KEY(Group.KEY, onTarget("kms:GenerateDataKey")),
    /** Look whether a key is enabled. */
    DESCRIBE_KEY(Group.KEY, onTarget("kms:DescribeKey")),
    /** Sign as the verifier does. */
    SIGN(Group.KEY, AccessAttempt.signature("kms:Sign")),
    /** Check a signature. */
    VERIFY(Group.KEY, AccessAttempt.signature("kms:Verify")),
    /** Read the key that checks signatures. */
    PUBLIC_KEY(Group.KEY, onTarget("kms:GetPublicKey")),
    /** Give the use of a key to others. */
    CREATE_GRANT(Group.KEY, onTarget("kms:CreateGrant")),
    /** Change who may use a key. */
    CHANGE_KEY_POLICY(Group.KEY, onTarget("kms:PutKeyPolicy")),
    /** Disable a key. */
    DISABLE_KEY(Group.KEY, onTarget("kms:DisableKey")),
    /** Delete a key, and with it all that it encrypts. */
    DELETE_KEY(Group.KEY, onTarget("kms:ScheduleKeyDeletion")),

    /** Use it: start the function, send an alert, set an alarm off, start a run, take on the role. */
    USE(Group.ACCOUNT),
    /** Change it, so that it works no more. */
    CHANGE(Group.ACCOUNT),
    /** Delete it. */
    REMOVE(Group.ACCOUNT),

    /** Get a session of the role. */
    ASSUME(Group.CALLER, onTarget("sts:AssumeRole"));

    private final Group group;
    private final List<AccessStep> steps;

    AccessAttempt(Group group, AccessStep... steps) {
        this.group = group;
        this.steps = List.of(steps);
    }

    private static AccessStep signature(String action) {
        return new AccessStep(action, AccessStep.On.TARGET, Map.of("kms:SigningAlgorithm", "ECDSA_SHA_256"));
    }

    /** Returns what it can be tried on. */
    public Group group() {
        return group;
    }

    /** Returns what it needs on a target. */
    public List<AccessStep> steps(AccessTarget target) {
        return group == Group.ACCOUNT ? List.of(onTarget(action(target))) : steps;
    }

    private String action(AccessTarget target) {
        List<String> useChangeRemove =
                switch (target) {
                    case FUNCTION, WIDGET_FUNCTION -> List.of(
                            "lambda:InvokeFunction", "lambda:UpdateFunctionCode", "lambda:DeleteFunction");
                    case TOPIC -> List.of("sns:Publish", "sns:SetTopicAttributes", "sns:DeleteTopic");
                    case ALARM -> List.of(
                            "cloudwatch:SetAlarmState", "cloudwatch:DisableAlarmActions", "cloudwatch:DeleteAlarms");
                    case RULE -> List.of("events:PutRule", "events:DisableRule", "events:DeleteRule");
                    case ROLE -> List.of("sts:AssumeRole", "iam:PutRolePolicy", "iam:DeleteRole");
                    default -> throw new IllegalStateException(target + " is not of the account");
                };
        return useChangeRemove.get(List.of(USE, CHANGE, REMOVE).indexOf(this));
    }

    /** Returns the word for it in the matrix. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
