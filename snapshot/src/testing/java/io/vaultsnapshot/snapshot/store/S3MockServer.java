package io.vaultsnapshot.snapshot.store;

import com.adobe.testing.s3mock.S3MockApplication;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** One S3 server for all tests of this JVM. Each test has a bucket of its own. */
public final class S3MockServer {
    /** The only KMS key that the server knows. It takes the id, while S3 takes the ARN as well. */
    static final String KMS_KEY = "11111111-2222-3333-4444-555555555555";

    // A mutable map, since the server takes entries out of it.
    private static final S3MockApplication SERVER = S3MockApplication.start(
            new HashMap<>(Map.of(
                    S3MockApplication.PROP_HTTP_PORT,
                    "0",
                    S3MockApplication.PROP_HTTPS_PORT,
                    "0",
                    "vectors.http.port",
                    "0",
                    "vectors.https.port",
                    "0",
                    "com.adobe.testing.s3mock.store.valid-kms-keys",
                    "arn:aws:kms:us-east-1:111122223333:key/" + KMS_KEY,
                    "logging.level.root",
                    "OFF")),
            "--spring.main.banner-mode=off");

    private static final S3Client CLIENT = TestClients.at(endpoint(), S3Timeouts.STANDARD);

    private S3MockServer() {}

    /** Returns a client of the server. */
    public static S3Client client() {
        return CLIENT;
    }

    static String newBucket() {
        String bucket = "test-" + UUID.randomUUID();
        CLIENT.createBucket(request -> request.bucket(bucket));
        return bucket;
    }

    /** Makes a bucket with versions; returns its name. */
    public static String newVersionedBucket() {
        String bucket = newBucket();
        CLIENT.putBucketVersioning(request -> request.bucket(bucket)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        return bucket;
    }

    @SuppressWarnings("deprecation") // What is to replace it is not in this version.
    private static URI endpoint() {
        return URI.create("http://127.0.0.1:" + SERVER.getHttpPort());
    }
}
