package io.vaultsnapshot.snapshot.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists objects, page by page. */
final class S3Listing {
    /** The most objects in one answer of S3. */
    static final int LARGEST_PAGE = 1000;

    private final S3Client client;
    private final String bucket;
    private final int pageSize;

    S3Listing(S3Client client, String bucket, int pageSize) {
        this.client = client;
        this.bucket = bucket;
        this.pageSize = pageSize;
    }

    List<StoredObject> list(String prefix, @Nullable String startAfter) throws StoreUnavailableException {
        List<StoredObject> found = new ArrayList<>();
        String token = null;
        do {
            ListObjectsV2Response page = page(prefix, startAfter, token);
            for (S3Object each : page.contents()) {
                found.add(new StoredObject(each.key(), Etag.unquoted(each.eTag()), each.size(), each.lastModified()));
            }
            token = following(page, prefix);
        } while (token != null);
        return found;
    }

    private ListObjectsV2Response page(String prefix, @Nullable String startAfter, @Nullable String token)
            throws StoreUnavailableException {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(prefix)
                .startAfter(startAfter)
                .continuationToken(token)
                .maxKeys(pageSize)
                .build();
        try {
            return client.listObjectsV2(request);
        } catch (SdkException failure) {
            throw S3Failure.unavailable("listing", location(prefix), failure);
        }
    }

    private @Nullable String following(ListObjectsV2Response page, String prefix) throws StoreUnavailableException {
        if (!Boolean.TRUE.equals(page.isTruncated())) {
            return null;
        }
        if (page.nextContinuationToken() == null) {
            // Without a token the next request would list the first page again, and the list so far is incomplete.
            throw new StoreUnavailableException("listing " + location(prefix)
                    + " failed: the answer is incomplete but has no token for the next page; check the endpoint");
        }
        return page.nextContinuationToken();
    }

    private String location(String prefix) {
        return "s3://" + bucket + "/" + prefix;
    }
}
