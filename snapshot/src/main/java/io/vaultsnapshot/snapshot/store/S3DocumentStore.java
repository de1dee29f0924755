package io.vaultsnapshot.snapshot.store;

import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.utils.Md5Utils;

/** JSON documents in an S3 bucket. Safe for several threads. */
public final class S3DocumentStore implements DocumentStore {
    private final S3Client client;
    private final String bucket;
    private final Retry attempts;
    private final S3Listing listing;
    private final WriteEncryption encryption;

    /** Creates the store with {@link ReadPolicy#STANDARD}. */
    public S3DocumentStore(S3Client client, String bucket) {
        this(client, bucket, WriteEncryption.OF_THE_BUCKET);
    }

    /** Creates the store with {@link ReadPolicy#STANDARD} and an encryption of what it writes. */
    public S3DocumentStore(S3Client client, String bucket, WriteEncryption encryption) {
        this(client, bucket, ReadPolicy.STANDARD, S3Listing.LARGEST_PAGE, encryption);
    }

    /** Creates the store. It uses the policy's attempts and backoff. The caller closes the client. */
    public S3DocumentStore(S3Client client, String bucket, ReadPolicy policy) {
        this(client, bucket, policy, S3Listing.LARGEST_PAGE, WriteEncryption.OF_THE_BUCKET);
    }

    S3DocumentStore(S3Client client, String bucket, ReadPolicy policy, int pageSize, WriteEncryption encryption) {
        this.encryption = encryption;
        this.client = client;
        this.bucket = bucket;
        this.attempts = new Retry(policy);
        this.listing = new S3Listing(client, bucket, pageSize);
    }

    @Override
    public List<StoredObject> list(String prefix) throws StoreUnavailableException {
        return listing.list(prefix, null);
    }

    @Override
    public Optional<StoredDocument> read(String key) throws StoreUnavailableException, CorruptDocumentException {
        GetObjectRequest request =
                GetObjectRequest.builder().bucket(bucket).key(key).build();
        int longest = DocumentBody.longest(key);
        DocumentBody body;
        try {
            body = attempts.read(
                    () -> client.getObject(request, (response, stream) -> DocumentBody.of(response, stream, longest)));
        } catch (SdkException failure) {
            if (S3Failure.isNoSuchKey(failure)) {
                return Optional.empty();
            }
            throw S3Failure.unavailable("reading", location(key), failure);
        }
        if (body.isTooLong()) {
            throw new CorruptDocumentException(key, body.etag(), "it is longer than " + longest + " bytes");
        }
        try {
            return Optional.of(new StoredDocument(Json.read(body.bytes()), body.etag()));
        } catch (MalformedJsonException malformed) {
            throw new CorruptDocumentException(key, body.etag(), String.valueOf(malformed.getMessage()));
        }
    }

    @Override
    public String write(String key, Map<String, Object> document, @Nullable String ifMatch)
            throws StoreUnavailableException, DocumentConflictException {
        PutObjectRequest.Builder request = PutObjectRequest.builder();
        if (ifMatch == null) {
            request.ifNoneMatch("*");
        } else {
            request.ifMatch(Etag.quoted(ifMatch));
        }
        try {
            return put(key, document, request);
        } catch (SdkException failure) {
            if (S3Failure.isConflict(failure)) {
                throw new DocumentConflictException(key, failure);
            }
            throw S3Failure.unavailable("writing", location(key), failure);
        }
    }

    @Override
    public String overwrite(String key, Map<String, Object> document) throws StoreUnavailableException {
        try {
            return put(key, document, PutObjectRequest.builder());
        } catch (SdkException failure) {
            throw S3Failure.unavailable("writing", location(key), failure);
        }
    }

    private String put(String key, Map<String, Object> document, PutObjectRequest.Builder request) {
        byte[] json = Json.write(document).getBytes(StandardCharsets.UTF_8);
        encryption
                .in(request)
                .bucket(bucket)
                .key(key)
                .contentType("application/json")
                // A bucket with Object Lock refuses a write without a checksum. Every store knows MD5.
                .contentMD5(Md5Utils.md5AsBase64(json));
        return Etag.unquoted(
                client.putObject(request.build(), RequestBody.fromBytes(json)).eTag());
    }

    private String location(String key) {
        return "s3://" + bucket + "/" + key;
    }
}
