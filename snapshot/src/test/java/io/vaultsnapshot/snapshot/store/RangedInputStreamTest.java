package io.vaultsnapshot.snapshot.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** The threads and requests of a stream, and how it ends. */
final class RangedInputStreamTest {
    private static final S3Timeouts SHORT = new S3Timeouts(
            Duration.ofSeconds(20), Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(30));

    private final FaultyServer server = new FaultyServer(TestBytes.of(1000, 3));
    private final S3Client client = TestClients.withoutSdkRetries(server.uri(), SHORT);
    private final SnapshotStore store = new S3SnapshotStore(client, "bucket", TestClients.policy(100));
    private final Set<Thread> before = fetchers();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void open_notRead_asksForNothingAndStartsNoThread() throws IOException {
        try (SnapshotContent content = store.open("key", null)) {
            assertEquals(1000, content.size());
            assertEquals(List.of(), server.requests());
            assertEquals(Set.of(), newFetchers());
        }
    }

    @Test
    void read_firstByte_fetchesNoMoreThanAheadAllows() throws Exception {
        Set<Thread> fetchers;
        try (SnapshotContent content = store.open("key", null)) {
            content.stream().read();
            fetchers = newFetchers();
            assertEquals(2, fetchers.size());
            assertTrue(fetchers.stream().allMatch(Thread::isDaemon));
        }
        join(fetchers);
        assertTrue(server.requests().size() <= 3, () -> server.requests().toString());
    }

    @Test
    void read_toTheEnd_asksForEveryRangeOnce() throws IOException {
        try (SnapshotContent content = store.open("key", null)) {
            InputStream stream = content.stream();
            assertEquals(1000, stream.readAllBytes().length);
        }
        assertEquals(10, server.requests().size());
        assertEquals(10, Set.copyOf(server.requests()).size());
    }

    /** What ReadPolicy says, and what the costs in docs/before-the-first-deployment.md reckon with. */
    @Test
    void read_withTheStandardPolicy_asksOncePer9MiB() throws IOException {
        int mebibytes = 40;
        try (FaultyServer large = new FaultyServer(new byte[mebibytes << 20]);
                S3Client s3 = TestClients.withoutSdkRetries(large.uri(), SHORT);
                SnapshotContent content = new S3SnapshotStore(s3, "bucket", ReadPolicy.STANDARD).open("key", null)) {
            assertEquals(mebibytes << 20, content.stream().transferTo(OutputStream.nullOutputStream()));
            assertEquals(5, large.requests().size(), () -> large.requests().toString());
        }
    }

    @Test
    void close_whileARangeHangs_returnsAtOnceAndTheThreadsEnd() throws Exception {
        server.fail(100, 100, Fault.HANGS_HALF_WAY);
        SnapshotContent content = store.open("key", null);
        content.stream().readNBytes(100);
        Set<Thread> fetchers = newFetchers();
        assertFalse(fetchers.isEmpty());

        content.close();

        join(fetchers);
        assertTrue(server.requestsAt(100) <= 1, "a closed stream goes on asking");
        assertThrows(IOException.class, () -> content.stream().read());
    }

    @Test
    void read_interrupted_isUnavailableAndKeepsTheInterrupt() throws Exception {
        server.fail(0, 1, Fault.HANGS_BEFORE_THE_HEADERS);
        try (SnapshotContent content = store.open("key", null)) {
            Thread.currentThread().interrupt();
            assertThrows(StoreUnavailableException.class, () -> content.stream().read());
            assertTrue(Thread.interrupted());
        }
    }

    private Set<Thread> newFetchers() {
        Set<Thread> now = fetchers();
        now.removeAll(before);
        return now;
    }

    private static Set<Thread> fetchers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("snapshot-range"))
                .collect(Collectors.toSet());
    }

    private static void join(Set<Thread> threads) throws InterruptedException {
        for (Thread each : threads) {
            each.join(10_000);
            assertFalse(each.isAlive(), "a fetching thread goes on");
        }
    }
}
