package io.vaultsnapshot.snapshot.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import io.vaultsnapshot.snapshot.verification.Deadline;
import io.vaultsnapshot.snapshot.verification.SnapshotVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.S3Client;

/** A verification against a store that is too slow: it ends at its deadline, says how far it got, and leaves no thread. */
@Timeout(60)
class SlowStoreTest {
    private static final SnapshotKey KEY = new SnapshotKey("demo", Instant.parse("2026-11-23T02:05:00Z"));
    private static final Duration SILENCE = Duration.ofSeconds(3);
    private static final Duration TIME = Duration.ofSeconds(2);

    private final Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

    @ParameterizedTest
    @EnumSource(names = {"HANGS_BEFORE_THE_HEADERS", "HANGS_HALF_WAY", "TRICKLES"})
    void verify_rangeNeverEnds_timesOutAndEndsItsThreads(Fault fault)
            throws InterruptedException, StoreUnavailableException {
        byte[] snapshot = Fixtures.whole();
        try (FaultyServer server = new FaultyServer(snapshot);
                S3Client client = TestClients.withoutSdkRetries(server.uri(), timeouts())) {
            SnapshotStore store = new S3SnapshotStore(client, "bucket", TestClients.policy(100));
            store.open(KEY.format(), null).close(); // The first request of a JVM takes longer.
            server.fail(900, 100, fault);

            assertTimedOut(store, "0.0 of 0.0 MiB were read in ");
            awaitEndOfThreads();
        }
    }

    @Test
    void verify_storeDoesNotOpen_timesOutAndEndsItsThreads() throws InterruptedException {
        try (FaultyServer server = new FaultyServer(Fixtures.whole());
                S3Client client = TestClients.withoutSdkRetries(server.uri(), timeouts())) {
            server.failOpening(Fault.HANGS_BEFORE_THE_HEADERS);

            assertTimedOut(new S3SnapshotStore(client, "bucket"), "the store did not open the snapshot within ");
            awaitEndOfThreads();
        }
    }

    @Test
    void verify_secondReadingNeverEnds_isUnknownAndNamesWhatTheFirstFound() {
        InMemorySnapshotStore stored = new InMemorySnapshotStore();
        stored.put(KEY.format(), Fixtures.truncated());
        SnapshotStore slowAtLast = new SnapshotStore() {
            private final AtomicInteger opened = new AtomicInteger();

            @Override
            public List<StoredObject> list(String prefix, @Nullable String startAfter) {
                return stored.list(prefix, startAfter);
            }

            @Override
            public SnapshotContent open(String key, @Nullable String versionId) throws StoreUnavailableException {
                SnapshotStore store = opened.getAndIncrement() == 0 ? stored : NeverEndingStores.blocking(stored);
                return store.open(key, versionId);
            }
        };

        // The first reading of a JVM takes longer than the deadline on a busy machine.
        new SnapshotVerifier(stored, Clock.systemUTC()).verify(KEY, null, Deadline.in(Duration.ofMinutes(1)));
        String message = assertTimedOut(slowAtLast, "0.0 of 0.0 MiB were read in ");

        assertTrue(message.endsWith("this was the second reading, because the first one found TRUNCATED"), message);
    }

    private static String assertTimedOut(SnapshotStore store, String begin) {
        long start = System.nanoTime();
        VerificationRecord record = new SnapshotVerifier(store, Clock.systemUTC()).verify(KEY, null, Deadline.in(TIME));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.compareTo(TIME.plusSeconds(15)) < 0, took::toString);
        assertEquals(Verdict.UNKNOWN, record.verdict());
        assertTrue(!record.wasRead());
        Finding finding = record.findings().get(0);
        assertEquals(FindingCode.VERIFICATION_TIMED_OUT, finding.code());
        assertTrue(finding.message().startsWith(begin), finding.message());
        return finding.message();
    }

    /** Reading, fetching and hashing have threads of their own. All of them end when the connection's silence is over. */
    private void awaitEndOfThreads() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("snapshot-") && !before.contains(thread)) {
                thread.join(SILENCE.plusSeconds(2).toMillis());
                assertTrue(!thread.isAlive(), () -> thread.getName() + ": " + List.of(thread.getStackTrace()));
            }
        }
    }

    private static S3Timeouts timeouts() {
        return new S3Timeouts(SILENCE, SILENCE, Duration.ofSeconds(20), Duration.ofSeconds(20));
    }
}
