package io.vaultsnapshot.snapshot.store;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.utils.Md5Utils;

/** Writes the self-test's snapshot to an S3 bucket. */
public final class S3PlantingStore implements PlantingStore {
    private final S3Client client;
    private final String bucket;
    private final WriteEncryption encryption;

    /** Creates the store. The caller closes the client. */
    public S3PlantingStore(S3Client client, String bucket, WriteEncryption encryption) {
        this.encryption = encryption;
        this.client = client;
        this.bucket = bucket;
    }

    @Override
    public void plant(String key, byte[] bytes) throws StoreUnavailableException {
        try {
            client.putObject(
                    // A bucket with Object Lock refuses a write without a checksum.
                    request -> encryption.in(request).bucket(bucket).key(key).contentMD5(Md5Utils.md5AsBase64(bytes)),
                    RequestBody.fromBytes(bytes));
        } catch (SdkException failure) {
            throw S3Failure.unavailable("planting", "s3://" + bucket + "/" + key, failure);
        }
    }
}
