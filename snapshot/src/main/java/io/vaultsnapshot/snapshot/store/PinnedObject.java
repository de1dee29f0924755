package io.vaultsnapshot.snapshot.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * One version of an object. All its ranges come from the same bytes.
 *
 * @param versionId null in a bucket without versions, where only the ETag tells other bytes
 * @param etag without quotes
 * @param size bytes
 * @param metadata what the writer said about the object, keys in lower case
 */
record PinnedObject(
        String bucket, String key, @Nullable String versionId, String etag, long size, Map<String, String> metadata) {
    GetObjectRequest range(long first, long last) {
        return GetObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .versionId(versionId)
                .ifMatch(Etag.quoted(etag))
                .range("bytes=" + first + "-" + last)
                .build();
    }

    String location() {
        return location(bucket, key, versionId);
    }

    static String location(String bucket, String key, @Nullable String versionId) {
        return "s3://" + bucket + "/" + key + (versionId == null ? "" : " (version " + versionId + ")");
    }
}
