package io.vaultsnapshot.snapshot.store;

import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Snapshots in an S3 bucket. Safe for several threads. */
public final class S3SnapshotStore implements SnapshotStore {
    private static final Pattern FIRST_BYTE_OF = Pattern.compile("bytes 0-0/([0-9]{1,18})");

    private final S3Client client;
    private final String bucket;
    private final ReadPolicy policy;
    private final S3Listing listing;

    /** Creates the store with {@link ReadPolicy#STANDARD}. */
    public S3SnapshotStore(S3Client client, String bucket) {
        this(client, bucket, ReadPolicy.STANDARD);
    }

    /** Creates the store. The caller closes the client. */
    public S3SnapshotStore(S3Client client, String bucket, ReadPolicy policy) {
        this(client, bucket, policy, S3Listing.LARGEST_PAGE);
    }

    S3SnapshotStore(S3Client client, String bucket, ReadPolicy policy, int pageSize) {
        this.client = client;
        this.bucket = bucket;
        this.policy = policy;
        this.listing = new S3Listing(client, bucket, pageSize);
    }

    @Override
    public List<StoredObject> list(String prefix, @Nullable String startAfter) throws StoreUnavailableException {
        return listing.list(prefix, startAfter);
    }

    @Override
    public SnapshotContent open(String key, @Nullable String versionId) throws StoreUnavailableException {
        PinnedObject object = pin(key, versionId);
        InputStream stream = object.size() == 0
                ? InputStream.nullInputStream()
                : new RangedInputStream(new RangeReader(client, object, new Retry(policy)), policy);
        return new SnapshotContent(object.size(), object.versionId(), object.metadata(), stream);
    }

    private PinnedObject pin(String key, @Nullable String versionId) throws StoreUnavailableException {
        // This requests the first byte instead of a HEAD. Only the answer to a GET says why it was refused, and only a
        // GET
        // shows whether the role may read the object and use its key.
        GetObjectRequest firstByte = GetObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .versionId(versionId)
                .range("bytes=0-0")
                .build();
        try {
            return pinned(key, versionId, client.getObject(firstByte, S3SnapshotStore::withoutBody));
        } catch (SdkException failure) {
            String location = PinnedObject.location(bucket, key, versionId);
            if (S3Failure.isEmptyRange(failure)) {
                return pinEmpty(key, versionId, location);
            }
            throw refused(location, failure);
        }
    }

    /** An empty object has no first byte. If the key has another version by now, that version's size is returned. */
    private PinnedObject pinEmpty(String key, @Nullable String versionId, String location)
            throws StoreUnavailableException {
        try {
            HeadObjectResponse head =
                    client.headObject(request -> request.bucket(bucket).key(key).versionId(versionId));
            return new PinnedObject(
                    bucket, key, head.versionId(), Etag.unquoted(head.eTag()), head.contentLength(), head.metadata());
        } catch (SdkException failure) {
            throw refused(location, failure);
        }
    }

    private PinnedObject pinned(String key, @Nullable String versionId, GetObjectResponse response) {
        Matcher range = FIRST_BYTE_OF.matcher(String.valueOf(response.contentRange()));
        if (!range.matches()) {
            throw SdkClientException.create("the store answered '" + response.contentRange()
                    + "' where the first byte was requested, so it cannot be read in ranges");
        }
        if (versionId != null && !versionId.equals(response.versionId())) {
            // S3 answers 404 in this case. Some stores answer with another version instead.
            throw S3Exception.builder()
                    .statusCode(404)
                    .message("the store answered with version " + response.versionId())
                    .build();
        }
        return new PinnedObject(
                bucket,
                key,
                response.versionId(),
                Etag.unquoted(response.eTag()),
                Long.parseLong(range.group(1)),
                response.metadata());
    }

    private static GetObjectResponse withoutBody(GetObjectResponse response, AbortableInputStream body) {
        if (response.contentRange() == null) {
            // The store sends the whole object.
            body.abort();
        }
        return response;
    }

    private static StoreUnavailableException refused(String location, SdkException failure) {
        return S3Failure.isGone(failure)
                ? S3Failure.gone("opening", location, failure)
                : S3Failure.unavailable("opening", location, failure);
    }
}
