package io.vaultsnapshot.sandbox.bucket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** The bucket of the settings, as its owner reads and writes it. */
public final class SnapshotBucket {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * One version of a stored snapshot.
     *
     * @param key its key
     * @param versionId its version
     * @param size its length in bytes
     */
    public record Stored(SnapshotKey key, String versionId, long size) {}

    private final S3Client s3;
    private final String name;

    /** Uses a bucket that exists. */
    public SnapshotBucket(S3Client s3, String name) {
        this.s3 = s3;
        this.name = name;
    }

    /** Returns its name. */
    public String name() {
        return name;
    }

    /** Stores bytes under a snapshot's key. */
    public Stored put(SnapshotKey key, byte[] bytes) {
        String version = s3.putObject(request -> request.bucket(name).key(key.format()), RequestBody.fromBytes(bytes))
                .versionId();
        return new Stored(key, version, bytes.length);
    }

    /** Returns all versions of a cluster's snapshots, the oldest key first. */
    public List<Stored> snapshots(String cluster) {
        return s3
                .listObjectVersions(request -> request.bucket(name).prefix(SnapshotKey.prefix(cluster)))
                .versions()
                .stream()
                .flatMap(version -> SnapshotKey.parse(version.key()).map(key -> stored(key, version)).stream())
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .toList();
    }

    private static Stored stored(SnapshotKey key, ObjectVersion version) {
        return new Stored(key, version.versionId(), version.size());
    }

    /** Returns a snapshot's bytes. */
    public byte[] read(Stored snapshot) {
        return s3.getObjectAsBytes(request ->
                        request.bucket(name).key(snapshot.key().format()).versionId(snapshot.versionId()))
                .asByteArray();
    }

    /** Returns the verifier's record of a snapshot, if there is one. */
    public Optional<JsonNode> record(SnapshotKey key) {
        return document(key.recordKey());
    }

    /** Returns the verifier's status of a cluster, if there is one. */
    public Optional<JsonNode> status(String cluster) {
        return document(StatusKey.of(cluster));
    }

    /** Returns one version of a JSON document. */
    public JsonNode document(String key, String versionId) {
        return json(
                key,
                s3.getObjectAsBytes(request -> request.bucket(name).key(key).versionId(versionId))
                        .asByteArray());
    }

    private Optional<JsonNode> document(String key) {
        try {
            return Optional.of(json(
                    key,
                    s3.getObjectAsBytes(request -> request.bucket(name).key(key))
                            .asByteArray()));
        } catch (NoSuchKeyException missing) {
            return Optional.empty();
        }
    }

    private JsonNode json(String key, byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException malformed) {
            throw new UncheckedIOException("s3://" + name + "/" + key + " is not JSON", malformed);
        }
    }
}
