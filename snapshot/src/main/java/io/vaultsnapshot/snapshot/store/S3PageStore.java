package io.vaultsnapshot.snapshot.store;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.utils.Md5Utils;

/**
 * Pages in an S3 bucket. The digest is metadata of the object: an ETag is no digest of the bytes when they are encrypted with a KMS
 * key.
 */
public final class S3PageStore implements PageStore {
    /** S3 puts {@code x-amz-meta-} before it. */
    private static final String DIGEST = "page-digest";

    private final S3Client client;
    private final String bucket;
    private final WriteEncryption encryption;

    /** Creates the store. The caller closes the client. */
    public S3PageStore(S3Client client, String bucket, WriteEncryption encryption) {
        this.client = client;
        this.bucket = bucket;
        this.encryption = encryption;
    }

    @Override
    public Optional<String> digest(String key) throws StoreUnavailableException {
        try {
            return Optional.ofNullable(
                    client.headObject(request -> request.bucket(bucket).key(key))
                            .metadata()
                            .get(DIGEST));
        } catch (NoSuchKeyException none) {
            return Optional.empty();
        } catch (SdkException failure) {
            throw S3Failure.unavailable("looking at", location(key), failure);
        }
    }

    @Override
    public void write(String key, String html, String digest) throws StoreUnavailableException {
        byte[] page = html.getBytes(StandardCharsets.UTF_8);
        PutObjectRequest request = encryption
                .in(PutObjectRequest.builder())
                .bucket(bucket)
                .key(key)
                .contentType("text/html; charset=utf-8")
                // A browser that comes back asks whether the page is still the newest.
                .cacheControl("no-cache")
                .metadata(Map.of(DIGEST, digest))
                // A bucket with Object Lock refuses a write without a checksum.
                .contentMD5(Md5Utils.md5AsBase64(page))
                .build();
        try {
            client.putObject(request, RequestBody.fromBytes(page));
        } catch (SdkException failure) {
            throw S3Failure.unavailable("writing", location(key), failure);
        }
    }

    private String location(String key) {
        return "s3://" + bucket + "/" + key;
    }
}
