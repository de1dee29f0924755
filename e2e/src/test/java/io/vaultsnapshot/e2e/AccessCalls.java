package io.vaultsnapshot.e2e;

import io.vaultsnapshot.contract.retention.SupersededTag;
import io.vaultsnapshot.testing.access.AccessAttempt;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * The attempts of the access matrix as requests to S3.
 *
 * @param s3 the client of the identity
 * @param bucket the bucket
 * @param target what the attempt is on
 */
record AccessCalls(S3Client s3, String bucket, Target target) {
    private static final Tagging SUPERSEDED = Tagging.builder()
            .tagSet(Tag.builder()
                    .key(SupersededTag.KEY)
                    .value(SupersededTag.VALUE)
                    .build())
            .build();
    private static final Tagging TAGS = Tagging.builder()
            .tagSet(Tag.builder().key("superseded").value("yes").build())
            .build();

    /**
     * The object that an attempt is on.
     *
     * @param key its key
     * @param versionId its version
     * @param uploadId an unfinished upload of the key
     * @param snapshot the key of a snapshot of the own cluster, which exists
     */
    record Target(String key, String versionId, String uploadId, String snapshot) {}

    /** Makes the requests. The first one that is refused throws. */
    void make(AccessAttempt attempt) {
        switch (attempt) {
            case PUT -> put();
            case GET -> s3.getObjectAsBytes(request -> request.bucket(bucket).key(target.key()));
            case GET_VERSION ->
                s3.getObjectAsBytes(
                        request -> request.bucket(bucket).key(target.key()).versionId(target.versionId()));
            case LIST -> s3.listObjectsV2(request -> request.bucket(bucket).prefix(folder()));
            case LIST_VERSIONS ->
                s3.listObjectVersions(request -> request.bucket(bucket).prefix(folder()));
            case COPY_SNAPSHOT_OVER ->
                s3.copyObject(request -> request.sourceBucket(bucket)
                        .sourceKey(target.snapshot())
                        .destinationBucket(bucket)
                        .destinationKey(target.key()));
            case PUT_WITH_TAGS ->
                s3.putObject(
                        request -> request.bucket(bucket).key(target.key()).tagging(TAGS),
                        RequestBody.fromString("tagged"));
            case ABORT_UPLOAD ->
                s3.abortMultipartUpload(
                        request -> request.bucket(bucket).key(target.key()).uploadId(target.uploadId()));
            case OVERWRITE_THEN_HIDE -> {
                put();
                s3.deleteObject(request -> request.bucket(bucket).key(target.key()));
            }
            default -> change(attempt);
        }
    }

    private void put() {
        s3.putObject(request -> request.bucket(bucket).key(target.key()), RequestBody.fromString("other bytes"));
    }

    private String folder() {
        return target.key().replaceFirst("[^/]*$", "");
    }

    private void change(AccessAttempt attempt) {
        switch (attempt) {
            case DELETE -> s3.deleteObject(request -> request.bucket(bucket).key(target.key()));
            case DELETE_VERSION ->
                s3.deleteObject(
                        request -> request.bucket(bucket).key(target.key()).versionId(target.versionId()));
            case BYPASS_GOVERNANCE ->
                s3.deleteObject(request -> request.bucket(bucket)
                        .key(target.key())
                        .versionId(target.versionId())
                        .bypassGovernanceRetention(true));
            case TAG ->
                s3.putObjectTagging(
                        request -> request.bucket(bucket).key(target.key()).tagging(TAGS));
            case TAG_VERSION ->
                s3.putObjectTagging(request -> request.bucket(bucket)
                        .key(target.key())
                        .versionId(target.versionId())
                        .tagging(TAGS));
            case TAG_SUPERSEDED ->
                s3.putObjectTagging(request -> request.bucket(bucket)
                        .key(target.key())
                        .versionId(target.versionId())
                        .tagging(SUPERSEDED));
            case UNTAG ->
                s3.deleteObjectTagging(request -> request.bucket(bucket).key(target.key()));
            case UNTAG_VERSION ->
                s3.deleteObjectTagging(
                        request -> request.bucket(bucket).key(target.key()).versionId(target.versionId()));
            case SHORTEN_RETENTION ->
                s3.putObjectRetention(
                        request -> request.bucket(bucket).key(target.key()).retention(lock -> lock.mode(
                                        ObjectLockRetentionMode.GOVERNANCE)
                                .retainUntilDate(Instant.parse("2030-01-01T00:00:00Z"))));
            case LEGAL_HOLD_OFF ->
                s3.putObjectLegalHold(request -> request.bucket(bucket)
                        .key(target.key())
                        .legalHold(hold -> hold.status(ObjectLockLegalHoldStatus.OFF)));
            case CHANGE_ACL ->
                s3.putObjectAcl(
                        request -> request.bucket(bucket).key(target.key()).acl(ObjectCannedACL.PUBLIC_READ));
            default -> changeBucket(attempt);
        }
    }

    private void changeBucket(AccessAttempt attempt) {
        switch (attempt) {
            case SWITCH_VERSIONING_OFF ->
                s3.putBucketVersioning(request -> request.bucket(bucket)
                        .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.SUSPENDED)));
            case CHANGE_OBJECT_LOCK ->
                s3.putObjectLockConfiguration(request -> request.bucket(bucket)
                        .objectLockConfiguration(lock -> lock.objectLockEnabled(ObjectLockEnabled.ENABLED)));
            case CHANGE_BUCKET_POLICY ->
                s3.putBucketPolicy(request -> request.bucket(bucket)
                        .policy("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                                + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::" + bucket + "/*\"}]}"));
            case DELETE_BUCKET_POLICY -> s3.deleteBucketPolicy(request -> request.bucket(bucket));
            case PUT_LIFECYCLE_RULE ->
                s3.putBucketLifecycleConfiguration(
                        request -> request.bucket(bucket).lifecycleConfiguration(rules -> rules.rules(List.of())));
            case DELETE_BUCKET -> s3.deleteBucket(request -> request.bucket(bucket));
            case LIST_UPLOADS -> s3.listMultipartUploads(request -> request.bucket(bucket));
            default -> throw new IllegalArgumentException(attempt + " is not executed");
        }
    }
}
