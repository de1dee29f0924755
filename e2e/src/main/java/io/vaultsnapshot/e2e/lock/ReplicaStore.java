package io.vaultsnapshot.e2e.lock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vaultsnapshot.contract.aws.AwsNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

/**
 * The bucket of the copies, made as the replica's template says: its name, and locked with the same mode and days. MinIO refuses to
 * replicate to itself, so the scenario sends the request with which one MinIO sends a copy to another: it keeps the version's id.
 */
public final class ReplicaStore {
    private static final String OF_REPLICATION = "X-Minio-Source-Replication-Request";

    private final S3Client root;
    private final String bucket;
    private final String originals;

    /** Makes the bucket of the replica's template that the last synthesis left. */
    public ReplicaStore(RetentionStack stack) throws IOException {
        this.root = stack.root();
        this.originals = stack.bucket();
        Path file = stack.stack().checkout().folder().resolve("cdk.out/" + AwsNames.REPLICA_STACK + ".template.json");
        JsonNode template = new JsonMapper().readTree(Files.readString(file));
        JsonNode made = StreamSupport.stream(template.get("Resources").spliterator(), false)
                .map(resource -> resource.path("Properties"))
                .filter(properties -> properties.has("ObjectLockConfiguration"))
                .findFirst()
                .orElseThrow();
        this.bucket = made.get("BucketName").asText();
        JsonNode retention = made.at("/ObjectLockConfiguration/Rule/DefaultRetention");
        root.createBucket(request -> request.bucket(bucket).objectLockEnabledForBucket(true));
        root.putObjectLockConfiguration(
                request -> request.bucket(bucket).objectLockConfiguration(lock -> lock.objectLockEnabled("Enabled")
                        .rule(rule -> rule.defaultRetention(
                                each -> each.mode(retention.get("Mode").asText())
                                        .days(retention.get("Days").asInt())))));
    }

    /** Copies a version as replication does, with its lock. */
    public void copy(RetentionStack.Stored version) {
        var original = root.getObjectAsBytes(
                request -> request.bucket(originals).key(version.key().format()).versionId(version.versionId()));
        root.putObject(
                request -> request.bucket(bucket)
                        .key(version.key().format())
                        .objectLockMode(ObjectLockMode.GOVERNANCE)
                        .objectLockRetainUntilDate(original.response().objectLockRetainUntilDate())
                        .overrideConfiguration(more -> more.putHeader(OF_REPLICATION, "true")
                                .putRawQueryParameter("versionId", version.versionId())),
                RequestBody.fromBytes(original.asByteArray()));
    }

    /** Tries to delete a copy for good, as its owner without the right to bypass the lock. */
    public void delete(RetentionStack.Stored version) {
        root.deleteObject(
                request -> request.bucket(bucket).key(version.key().format()).versionId(version.versionId()));
    }
}
