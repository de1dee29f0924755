package io.vaultsnapshot.snapshot.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.finding.FindingCode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** What every snapshot store must do, with an S3 server. */
final class S3SnapshotStoreTest {
    private static final int RANGE = 1000;
    private static final String KEY = "snapshots/prod/vault_20260102_020000.snap";

    private final S3Client client = S3MockServer.client();

    @Test
    void list_moreThanOnePage_returnsAllInKeyOrder() throws StoreUnavailableException {
        String bucket = S3MockServer.newBucket();
        List<String> keys =
                IntStream.range(10, 35).mapToObj(n -> "snapshots/a/" + n).toList();
        keys.forEach(key -> put(bucket, key, new byte[1]));
        put(bucket, "snapshots/b/1", new byte[1]);
        SnapshotStore store = new S3SnapshotStore(client, bucket, TestClients.policy(RANGE), 7);

        assertEquals(keys, keys(store.list("snapshots/a/", null)));
    }

    @Test
    void list_startAfter_returnsOnlyLaterKeys() throws StoreUnavailableException {
        String bucket = S3MockServer.newBucket();
        IntStream.range(10, 30).forEach(n -> put(bucket, "snapshots/a/" + n, new byte[n]));
        SnapshotStore store = new S3SnapshotStore(client, bucket, TestClients.policy(RANGE), 3);

        List<StoredObject> found = store.list("snapshots/a/", "snapshots/a/25");

        assertEquals(List.of("snapshots/a/26", "snapshots/a/27", "snapshots/a/28", "snapshots/a/29"), keys(found));
        assertEquals(26, found.get(0).size());
        assertFalse(found.get(0).etag().contains("\""));
        assertNotNull(found.get(0).lastModified());
        assertEquals(List.of(), store.list("snapshots/a/", "snapshots/a/29"));
    }

    @Test
    void list_unusualKeys_returnsThemUnchanged() throws StoreUnavailableException {
        String bucket = S3MockServer.newBucket();
        List<String> keys = List.of("snapshots/a/ b+c", "snapshots/a/%2F", "snapshots/a/ä");
        keys.forEach(key -> put(bucket, key, new byte[1]));

        assertEquals(keys, keys(new S3SnapshotStore(client, bucket).list("snapshots/", null)));
    }

    @Test
    void list_noSuchBucket_isUnavailableAndNamesIt() {
        StoreUnavailableException unavailable = assertThrows(
                StoreUnavailableException.class, () -> new S3SnapshotStore(client, "none-there").list("x/", null));
        assertTrue(String.valueOf(unavailable.getMessage()).contains("listing s3://none-there/x/"));
        assertTrue(String.valueOf(unavailable.getMessage()).contains("check the bucket's name"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, RANGE - 1, RANGE, RANGE + 1, 3 * RANGE, 7 * RANGE + 123})
    void open_anySize_deliversExactlyItsBytes(int size) throws IOException {
        String bucket = S3MockServer.newVersionedBucket();
        byte[] bytes = TestBytes.of(size, size);
        String version = put(bucket, KEY, bytes).versionId();

        try (SnapshotContent content = store(bucket).open(KEY, null)) {
            assertEquals(size, content.size());
            assertEquals(version, content.versionId());
            assertArrayEquals(bytes, content.stream().readAllBytes());
            assertEquals(-1, content.stream().read());
        }
    }

    @Test
    void open_versionGiven_deliversThatVersion() throws IOException {
        String bucket = S3MockServer.newVersionedBucket();
        byte[] old = TestBytes.of(2500, 1);
        String version = put(bucket, KEY, old).versionId();
        put(bucket, KEY, TestBytes.of(2500, 2));

        try (SnapshotContent content = store(bucket).open(KEY, version)) {
            assertArrayEquals(old, content.stream().readAllBytes());
        }
    }

    @Test
    void open_replacedWhileReading_deliversTheFirstVersion() throws IOException {
        String bucket = S3MockServer.newVersionedBucket();
        byte[] first = TestBytes.of(9 * RANGE, 1);
        put(bucket, KEY, first);

        try (SnapshotContent content = store(bucket).open(KEY, null)) {
            byte[] begin = content.stream().readNBytes(10);
            put(bucket, KEY, TestBytes.of(9 * RANGE, 2));
            byte[] rest = content.stream().readAllBytes();

            assertArrayEquals(first, concat(begin, rest));
        }
    }

    @Test
    void open_deletedWhileReading_deliversTheFirstVersion() throws IOException {
        String bucket = S3MockServer.newVersionedBucket();
        byte[] bytes = TestBytes.of(9 * RANGE, 1);
        put(bucket, KEY, bytes);

        try (SnapshotContent content = store(bucket).open(KEY, null)) {
            client.deleteObject(request -> request.bucket(bucket).key(KEY));
            assertArrayEquals(bytes, content.stream().readAllBytes());
        }
    }

    @Test
    void read_replacedWithoutVersions_isGoneInsteadOfAMixture() throws IOException {
        String bucket = S3MockServer.newBucket();
        put(bucket, KEY, TestBytes.of(9 * RANGE, 1));

        try (SnapshotContent content = store(bucket).open(KEY, null)) {
            put(bucket, KEY, TestBytes.of(9 * RANGE, 2));
            SnapshotGoneException gone = assertThrows(
                    SnapshotGoneException.class, () -> content.stream().readAllBytes());
            assertEquals(FindingCode.SNAPSHOT_GONE, gone.finding());
        }
    }

    @Test
    void open_neverThere_isGone() {
        String bucket = S3MockServer.newVersionedBucket();
        SnapshotGoneException gone =
                assertThrows(SnapshotGoneException.class, () -> store(bucket).open(KEY, null));
        assertTrue(String.valueOf(gone.getMessage()).startsWith("opening s3://" + bucket + "/" + KEY + " failed"));
    }

    @Test
    void open_deletedBefore_isGone() {
        String bucket = S3MockServer.newVersionedBucket();
        put(bucket, KEY, new byte[5]);
        client.deleteObject(request -> request.bucket(bucket).key(KEY));
        assertThrows(SnapshotGoneException.class, () -> store(bucket).open(KEY, null));
    }

    @Test
    void open_noSuchBucket_isUnavailableNotGone() {
        StoreUnavailableException unavailable = assertThrows(
                StoreUnavailableException.class, () -> store("none-there").open(KEY, null));
        assertEquals(FindingCode.STORE_UNAVAILABLE, unavailable.finding());
    }

    private SnapshotStore store(String bucket) {
        return new S3SnapshotStore(client, bucket, TestClients.policy(RANGE));
    }

    private PutObjectResponse put(String bucket, String key, byte[] bytes) {
        return client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    private static List<String> keys(List<StoredObject> objects) {
        return objects.stream().map(StoredObject::key).toList();
    }

    private static byte[] concat(byte[] begin, byte[] rest) {
        byte[] all = Arrays.copyOf(begin, begin.length + rest.length);
        System.arraycopy(rest, 0, all, begin.length, rest.length);
        return all;
    }
}
