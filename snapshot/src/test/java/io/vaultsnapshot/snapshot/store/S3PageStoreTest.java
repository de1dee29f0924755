package io.vaultsnapshot.snapshot.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3PageStoreTest {
    private static final String KEY = "status/index.html";
    private static final S3Client CLIENT = S3MockServer.client();

    private final String bucket = S3MockServer.newVersionedBucket();
    private final PageStore pages = new S3PageStore(CLIENT, bucket, WriteEncryption.OF_THE_BUCKET);

    @Test
    void write_page_isWhatABrowserOpensAndHasItsDigest() throws Exception {
        pages.write(KEY, "<p>ä</p>", "d1");

        var stored = CLIENT.getObjectAsBytes(request -> request.bucket(bucket).key(KEY));
        assertEquals("<p>ä</p>", stored.asUtf8String());
        // S3Mock leaves the space out; S3 gives back what it got.
        assertEquals("text/html;charset=utf-8", stored.response().contentType().replace(" ", ""));
        assertEquals("no-cache", stored.response().cacheControl());
        assertEquals(Optional.of("d1"), pages.digest(KEY));
    }

    @Test
    void write_again_isANewVersionWithItsDigest() throws Exception {
        pages.write(KEY, "<p>1</p>", "d1");
        pages.write(KEY, "<p>2</p>", "d2");

        assertEquals(Optional.of("d2"), pages.digest(KEY));
        assertEquals(
                2,
                CLIENT.listObjectVersions(request -> request.bucket(bucket).prefix(KEY))
                        .versions()
                        .size());
    }

    @Test
    void digest_noPageOrOneThatSomebodyElseWrote_isEmpty() throws Exception {
        assertEquals(Optional.empty(), pages.digest(KEY));
        CLIENT.putObject(request -> request.bucket(bucket).key(KEY), RequestBody.fromString("<p>mine</p>"));
        assertEquals(Optional.empty(), pages.digest(KEY));
    }

    @Test
    void write_withAKey_namesIt() throws Exception {
        new S3PageStore(CLIENT, bucket, new WriteEncryption(S3MockServer.KMS_KEY)).write(KEY, "<p>1</p>", "d1");

        assertTrue(String.valueOf(
                        CLIENT.headObject(request -> request.bucket(bucket).key(KEY))
                                .ssekmsKeyId())
                .contains(S3MockServer.KMS_KEY));
    }

    @Test
    void write_noSuchBucket_isUnavailable() {
        PageStore nowhere = new S3PageStore(CLIENT, "none-there", WriteEncryption.OF_THE_BUCKET);

        assertThrows(StoreUnavailableException.class, () -> nowhere.write(KEY, "<p>1</p>", "d1"));
    }
}
