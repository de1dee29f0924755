package io.vaultsnapshot.snapshot.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/** Lists the versions in an S3 bucket. Needs s3:ListBucketVersions. */
public final class S3VersionListing implements VersionListing {
    private final S3Client client;
    private final String bucket;

    /** Lists a bucket. The caller closes the client. */
    public S3VersionListing(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    @Override
    public List<ObjectVersion> versions(String prefix) throws StoreUnavailableException {
        List<ObjectVersion> found = new ArrayList<>();
        String key = null;
        String version = null;
        do {
            ListObjectVersionsResponse page = page(prefix, key, version);
            page.versions()
                    .forEach(each -> found.add(new ObjectVersion(
                            each.key(),
                            each.versionId(),
                            Boolean.TRUE.equals(each.isLatest()),
                            false,
                            each.size(),
                            each.lastModified())));
            page.deleteMarkers()
                    .forEach(each -> found.add(new ObjectVersion(
                            each.key(),
                            each.versionId(),
                            Boolean.TRUE.equals(each.isLatest()),
                            true,
                            0,
                            each.lastModified())));
            boolean more = Boolean.TRUE.equals(page.isTruncated());
            key = more ? page.nextKeyMarker() : null;
            version = more ? page.nextVersionIdMarker() : null;
            if (more && key == null) {
                throw new StoreUnavailableException("listing the versions under s3://" + bucket + "/" + prefix
                        + " failed: the answer is incomplete but has no token for the next page; check the endpoint");
            }
        } while (key != null);
        found.sort(Comparator.comparing(ObjectVersion::key));
        return found;
    }

    private ListObjectVersionsResponse page(String prefix, @Nullable String key, @Nullable String version)
            throws StoreUnavailableException {
        try {
            return client.listObjectVersions(request ->
                    request.bucket(bucket).prefix(prefix).keyMarker(key).versionIdMarker(version));
        } catch (SdkException failure) {
            throw S3Failure.unavailable("listing the versions under", "s3://" + bucket + "/" + prefix, failure);
        }
    }
}
