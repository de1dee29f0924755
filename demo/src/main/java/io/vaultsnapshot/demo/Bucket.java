package io.vaultsnapshot.demo;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.json.MalformedJsonException;
import io.vaultsnapshot.snapshot.store.S3Clients;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** The bucket of the settings, as somebody who may do everything sees it. */
final class Bucket implements AutoCloseable {
    /**
     * One version of a stored snapshot.
     *
     * @param key its key
     * @param versionId its version
     * @param size its length in bytes
     */
    record Stored(SnapshotKey key, String versionId, long size) {}

    private final S3Client s3 = S3Clients.create();
    private final String name;

    /** Creates the bucket, versioned as the stack creates it. */
    Bucket(String name) {
        this.name = name;
        s3.createBucket(request -> request.bucket(name));
        s3.putBucketVersioning(request -> request.bucket(name)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    }

    String name() {
        return name;
    }

    /** Returns a cluster's snapshots, oldest first. */
    List<Stored> snapshots(String cluster) {
        return s3
                .listObjectVersions(request -> request.bucket(name).prefix(SnapshotKey.prefix(cluster)))
                .versions()
                .stream()
                .flatMap(version -> SnapshotKey.parse(version.key()).map(key -> stored(key, version)).stream())
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .toList();
    }

    /** Returns a snapshot's bytes. */
    byte[] read(Stored snapshot) {
        return s3.getObjectAsBytes(request ->
                        request.bucket(name).key(snapshot.key().format()).versionId(snapshot.versionId()))
                .asByteArray();
    }

    /** Stores bytes under a snapshot's key. */
    Stored plant(SnapshotKey key, byte[] bytes) {
        String version = s3.putObject(request -> request.bucket(name).key(key.format()), RequestBody.fromBytes(bytes))
                .versionId();
        return new Stored(key, version, bytes.length);
    }

    /** Returns the verifier's record of a snapshot, or empty when there is none. */
    Optional<VerificationRecord> record(SnapshotKey key) {
        return document(key.recordKey()).map(VerificationRecord::of);
    }

    /** Returns the verifier's status of a cluster, or empty when there is none. */
    Optional<ClusterStatus> status(String cluster) {
        return document(StatusKey.of(cluster)).map(ClusterStatus::of);
    }

    private Optional<Map<String, Object>> document(String key) {
        try {
            byte[] bytes = s3.getObjectAsBytes(request -> request.bucket(name).key(key))
                    .asByteArray();
            return Optional.of(Json.read(bytes));
        } catch (NoSuchKeyException missing) {
            return Optional.empty();
        } catch (MalformedJsonException malformed) {
            throw new DemoException("s3://" + name + "/" + key + " is " + malformed.getMessage(), malformed);
        }
    }

    private static Stored stored(SnapshotKey key, ObjectVersion version) {
        return new Stored(key, version.versionId(), version.size());
    }

    @Override
    public void close() {
        s3.close();
    }
}
