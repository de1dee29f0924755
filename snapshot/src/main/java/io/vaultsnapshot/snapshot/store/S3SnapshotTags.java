package io.vaultsnapshot.snapshot.store;

import io.vaultsnapshot.contract.retention.SupersededTag;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

/** The tag that lifecycle rules ask for, on single versions in an S3 bucket. Safe for several threads. */
public final class S3SnapshotTags implements SnapshotTags {
    private static final Tag SUPERSEDED =
            Tag.builder().key(SupersededTag.KEY).value(SupersededTag.VALUE).build();

    private final S3Client client;
    private final String bucket;

    /** Tags in a bucket. The caller closes the client. */
    public S3SnapshotTags(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    @Override
    public void mark(String key, String versionId) throws StoreUnavailableException {
        call(
                "tagging",
                key,
                versionId,
                s3 -> s3.putObjectTagging(request ->
                        request.bucket(bucket).key(key).versionId(versionId).tagging(tags -> tags.tagSet(SUPERSEDED))));
    }

    @Override
    public void unmark(String key, String versionId) throws StoreUnavailableException {
        call(
                "taking the tag off",
                key,
                versionId,
                s3 -> s3.deleteObjectTagging(
                        request -> request.bucket(bucket).key(key).versionId(versionId)));
    }

    private void call(String what, String key, String versionId, Consumer<S3Client> request)
            throws StoreUnavailableException {
        try {
            request.accept(client);
        } catch (SdkException failure) {
            if (!S3Failure.isGone(failure)) {
                throw S3Failure.unavailable(what, PinnedObject.location(bucket, key, versionId), failure);
            }
        }
    }
}
