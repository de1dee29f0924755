package io.vaultsnapshot.snapshot.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

final class S3DocumentStoreTest extends DocumentStoreContract {
    private static final S3Client CLIENT = S3MockServer.client();

    private final String bucket = S3MockServer.newVersionedBucket();

    @Override
    DocumentStore store() {
        return new S3DocumentStore(CLIENT, bucket, TestClients.policy(1), 2, WriteEncryption.OF_THE_BUCKET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"state\": \"hea", "[]", "<html>", "", "{\"a\":1,\"a\":2}"})
    void read_notAJsonObject_isCorruptAndCanBeReplacedByItsEtag(String text) throws Exception {
        put(KEY, RequestBody.fromString(text));

        CorruptDocumentException corrupt = assertThrows(CorruptDocumentException.class, () -> store().read(KEY));

        assertTrue(String.valueOf(corrupt.getMessage()).contains("'" + KEY + "'"), corrupt::getMessage);
        store().write(KEY, Map.of("a", 2), corrupt.etag());
        assertEquals(Optional.of(Map.of("a", 2)), store().read(KEY).map(StoredDocument::fields));
    }

    @Test
    void read_longerThanAMebibyte_isCorrupt() {
        put(KEY, RequestBody.fromString("{\"a\":\"" + "x".repeat(DocumentBody.LONGEST) + "\"}"));
        CorruptDocumentException corrupt = assertThrows(CorruptDocumentException.class, () -> store().read(KEY));
        assertTrue(String.valueOf(corrupt.getMessage()).contains("longer than 1048576 bytes"), corrupt::getMessage);
    }

    @Test
    void read_exactlyAMebibyte_isRead() throws Exception {
        put(KEY, RequestBody.fromString("{\"a\":\"" + "x".repeat(DocumentBody.LONGEST - 8) + "\"}"));
        assertTrue(store().read(KEY).isPresent());
    }

    @Test
    void read_noSuchBucket_isUnavailableInsteadOfNone() {
        DocumentStore nowhere = new S3DocumentStore(CLIENT, "none-there", TestClients.policy(1));
        assertThrows(StoreUnavailableException.class, () -> nowhere.read(KEY));
        assertThrows(StoreUnavailableException.class, () -> nowhere.write(KEY, Map.of(), null));
        assertThrows(StoreUnavailableException.class, () -> nowhere.write(KEY, Map.of(), "x"));
        assertThrows(StoreUnavailableException.class, () -> nowhere.overwrite(KEY, Map.of()));
    }

    @Test
    void write_document_isStoredAsJson() throws Exception {
        store().write(KEY, Map.of("a", "ä"), null);
        var stored = CLIENT.getObjectAsBytes(request -> request.bucket(bucket).key(KEY));
        assertEquals("{\"a\":\"ä\"}", stored.asUtf8String());
        assertEquals("application/json", stored.response().contentType());
    }

    /** An organisation's policy may refuse a write without these headers. */
    @Test
    void everyWrite_namesTheBucketsKey() throws Exception {
        WriteEncryption encryption = new WriteEncryption(S3MockServer.KMS_KEY);
        DocumentStore store = new S3DocumentStore(CLIENT, bucket, encryption);
        String etag = store.write(KEY, Map.of("a", 1), null);
        assertEncrypted(KEY);
        store.write(KEY, Map.of("a", 2), etag);
        assertEncrypted(KEY);
        store.overwrite(KEY + "2", Map.of("a", 3));
        assertEncrypted(KEY + "2");
        new S3PlantingStore(CLIENT, bucket, encryption).plant("planted", new byte[] {1});
        assertEncrypted("planted");
    }

    private void assertEncrypted(String key) {
        var stored = CLIENT.headObject(request -> request.bucket(bucket).key(key));
        assertEquals(ServerSideEncryption.AWS_KMS, stored.serverSideEncryption());
        assertEquals(S3MockServer.KMS_KEY, stored.ssekmsKeyId());
    }

    private void put(String key, RequestBody body) {
        CLIENT.putObject(request -> request.bucket(bucket).key(key), body);
    }
}
