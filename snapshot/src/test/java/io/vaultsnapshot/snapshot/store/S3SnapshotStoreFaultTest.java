package io.vaultsnapshot.snapshot.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.finding.FindingCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import software.amazon.awssdk.services.s3.S3Client;

/** Ten ranges of an object, one of which goes wrong: the stream is complete or fails, and never ends early. */
final class S3SnapshotStoreFaultTest {
    private static final int ATTEMPTS = 3;
    private static final int BROKEN = 300;
    private static final byte[] CONTENT = TestBytes.of(950, 7);
    private static final S3Timeouts PATIENT = new S3Timeouts(
            Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(30));

    private final FaultyServer server = new FaultyServer(CONTENT);
    private final S3Client client = TestClients.withoutSdkRetries(server.uri(), PATIENT);
    private final SnapshotStore store = new S3SnapshotStore(client, "bucket", TestClients.policy(100));

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {
                "REPLACED",
                "REPLACED_UNNOTICED",
                "DELETED",
                "TRICKLES",
                "HANGS_BEFORE_THE_HEADERS",
                "HANGS_HALF_WAY"
            })
    void read_faultWithinTheBudget_deliversAllBytes(Fault fault) throws IOException {
        server.fail(BROKEN, ATTEMPTS - 1, fault);
        try (SnapshotContent content = store.open("key", null)) {
            assertArrayEquals(CONTENT, content.stream().readAllBytes());
        }
        assertEquals(ATTEMPTS, server.requestsAt(BROKEN));
        assertEquals(1, server.requestsAt(0));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {
                "REPLACED",
                "REPLACED_UNNOTICED",
                "DELETED",
                "TRICKLES",
                "HANGS_BEFORE_THE_HEADERS",
                "HANGS_HALF_WAY"
            })
    void read_faultThatStays_isUnavailableAndNeverAnEnd(Fault fault) throws IOException {
        server.fail(BROKEN, 100, fault);
        ByteArrayOutputStream delivered = new ByteArrayOutputStream();
        try (SnapshotContent content = store.open("key", null)) {
            StoreUnavailableException unavailable = assertThrows(
                    StoreUnavailableException.class, () -> content.stream().transferTo(delivered));

            assertEquals(FindingCode.STORE_UNAVAILABLE, unavailable.finding());
            String message = String.valueOf(unavailable.getMessage());
            assertTrue(message.startsWith("reading bytes 300 to 399 of s3://bucket/key failed: "), message);
            assertTrue(message.contains("; check ") || message.contains("; if it lasts, check "), message);
            assertSame(unavailable, assertThrows(IOException.class, () -> content.stream()
                    .read()));
        }
        // The JDK's client repeats a request by itself when the connection closes without an answer.
        long expected = fault == Fault.NO_ANSWER ? 2L * ATTEMPTS : ATTEMPTS;
        assertEquals(expected, server.requestsAt(BROKEN));
        assertArrayEquals(Arrays.copyOf(CONTENT, BROKEN), delivered.toByteArray());
    }

    @ParameterizedTest
    @EnumSource(names = {"REPLACED", "REPLACED_UNNOTICED", "DELETED"})
    void read_objectGone_isGoneWithoutFurtherAttempts(Fault fault) throws IOException {
        server.fail(BROKEN, 100, fault);
        try (SnapshotContent content = store.open("key", null)) {
            assertThrows(SnapshotGoneException.class, () -> content.stream().readAllBytes());
        }
        assertEquals(1, server.requestsAt(BROKEN));
    }

    @Test
    void read_lastRangeCut_isNoEnd() throws IOException {
        server.fail(900, 100, Fault.CUT_AFTER_THE_HEADERS);
        try (SnapshotContent content = store.open("key", null)) {
            assertThrows(StoreUnavailableException.class, () -> content.stream().readAllBytes());
        }
    }

    @Test
    void read_errorThatQuotesTheRequest_isOneLineWithoutSecrets() throws IOException {
        server.fail(0, 100, Fault.FORBIDDEN);
        try (SnapshotContent content = store.open("key", null)) {
            StoreUnavailableException unavailable = assertThrows(
                    StoreUnavailableException.class, () -> content.stream().read());
            String message = String.valueOf(unavailable.getMessage());
            assertTrue(message.contains("refused AccessDenied"), message);
            assertTrue(message.contains("Status Code: 403"), message);
            assertTrue(message.contains("check that the role may"), message);
            assertTrue(message.contains("Signature=***"), message);
            assertFalse(message.contains("the-access-key"), message);
            assertFalse(message.contains("\n"), message);
        }
    }

    @Test
    void read_everyRangeFailsOnce_deliversAllBytes() throws IOException {
        for (int first = 0; first < CONTENT.length; first += 100) {
            server.fail(first, 1, first % 200 == 0 ? Fault.CUT_HALF_WAY : Fault.SLOW_DOWN);
        }
        try (SnapshotContent content = store.open("key", null)) {
            assertArrayEquals(CONTENT, content.stream().readAllBytes());
        }
    }

    @Test
    void read_sdkRetriesToo_bothBudgetsHelp() throws IOException {
        server.fail(BROKEN, 7, Fault.SLOW_DOWN);
        try (S3Client retrying = TestClients.withQuickSdkRetries(server.uri(), PATIENT);
                SnapshotContent content =
                        new S3SnapshotStore(retrying, "bucket", TestClients.policy(100)).open("key", null)) {
            assertArrayEquals(CONTENT, content.stream().readAllBytes());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HANGS_BEFORE_THE_HEADERS", "HANGS_HALF_WAY"})
    void read_connectionFallsSilent_isAskedForAgain(Fault fault) throws IOException {
        warmUp();
        server.fail(BROKEN, 1, fault);
        try (S3Client hasty = TestClients.withQuickSdkRetries(server.uri(), silence(Duration.ofMillis(500)));
                SnapshotContent content =
                        new S3SnapshotStore(hasty, "bucket", TestClients.policy(100)).open("key", null)) {
            assertArrayEquals(CONTENT, content.stream().readAllBytes());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HANGS_BEFORE_THE_HEADERS", "HANGS_HALF_WAY"})
    void read_connectionStaysSilent_isUnavailable(Fault fault) throws IOException {
        warmUp();
        server.fail(BROKEN, 100, fault);
        ReadPolicy once = new ReadPolicy(100, 2, 1, Duration.ZERO);
        try (S3Client hasty = TestClients.withQuickSdkRetries(server.uri(), silence(Duration.ofMillis(500)));
                SnapshotContent content = new S3SnapshotStore(hasty, "bucket", once).open("key", null)) {
            assertThrows(StoreUnavailableException.class, () -> content.stream().readAllBytes());
        }
    }

    @Test
    void read_answerSlowerThanItsTimeout_isAskedForAgain() throws IOException {
        warmUp();
        long before = server.requestsAt(BROKEN);
        S3Timeouts timeouts = new S3Timeouts(
                Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(60));
        server.fail(BROKEN, 1, Fault.TRICKLES);
        try (S3Client hasty = TestClients.withoutSdkRetries(server.uri(), timeouts);
                SnapshotContent content =
                        new S3SnapshotStore(hasty, "bucket", TestClients.policy(100)).open("key", null)) {
            assertArrayEquals(CONTENT, content.stream().readAllBytes());
        }
        assertEquals(before + 2, server.requestsAt(BROKEN));
    }

    @Test
    void open_serverWithoutRanges_isUnavailable() {
        try (WholeObjectServer whole = new WholeObjectServer();
                S3Client other = TestClients.withoutSdkRetries(whole.uri(), PATIENT)) {
            StoreUnavailableException unavailable = assertThrows(
                    StoreUnavailableException.class, () -> new S3SnapshotStore(other, "bucket").open("key", null));
            assertTrue(String.valueOf(unavailable.getMessage()).contains("cannot be read in ranges"));
        }
    }

    @Test
    void open_versionDeleted_isGone() {
        server.failOpening(Fault.DELETED);
        assertThrows(SnapshotGoneException.class, () -> store.open("key", "v1"));
    }

    @Test
    void open_otherVersionAnswered_isGone() {
        assertThrows(SnapshotGoneException.class, () -> store.open("key", "v1"));
    }

    @Test
    void open_forbidden_isUnavailable() {
        server.failOpening(Fault.FORBIDDEN);
        StoreUnavailableException unavailable =
                assertThrows(StoreUnavailableException.class, () -> store.open("key", null));
        assertEquals(FindingCode.STORE_UNAVAILABLE, unavailable.finding());
    }

    @Test
    void open_noServerThere_isUnavailable() {
        server.close();
        StoreUnavailableException unavailable =
                assertThrows(StoreUnavailableException.class, () -> store.open("key", "v1"));
        String message = String.valueOf(unavailable.getMessage());
        assertTrue(message.startsWith("opening s3://bucket/key (version v1) failed: "), message);
        assertTrue(message.contains("check the network"), message);
    }

    /** The first requests of a JVM are slow, so a short timeout would end them. */
    private void warmUp() throws IOException {
        try (SnapshotContent content = store.open("key", null)) {
            assertArrayEquals(CONTENT, content.stream().readAllBytes());
        }
    }

    private static S3Timeouts silence(Duration silence) {
        return new S3Timeouts(PATIENT.connect(), silence, PATIENT.attempt(), PATIENT.call());
    }
}
