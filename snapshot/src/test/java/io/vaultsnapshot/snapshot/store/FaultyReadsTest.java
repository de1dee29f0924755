package io.vaultsnapshot.snapshot.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vaultsnapshot.snapshot.archive.SnapshotArchiveReader;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** A real snapshot behind a faulty store: it is intact or unknown, and never corrupt. */
final class FaultyReadsTest {
    private static final int RANGE = 4096;
    private static final Set<Fault> GONE = EnumSet.of(Fault.REPLACED, Fault.REPLACED_UNNOTICED, Fault.DELETED);
    /** S3SnapshotStoreFaultTest tests these, with short timeouts. */
    private static final Set<Fault> SLOW =
            EnumSet.of(Fault.TRICKLES, Fault.HANGS_BEFORE_THE_HEADERS, Fault.HANGS_HALF_WAY);

    private static final S3Timeouts PATIENT = new S3Timeouts(
            Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(30));

    private final byte[] snapshot = Fixtures.whole();
    private final FaultyServer server = new FaultyServer(snapshot);
    private final S3Client client = TestClients.withoutSdkRetries(server.uri(), PATIENT);
    private final SnapshotStore store = new S3SnapshotStore(client, "bucket", TestClients.policy(RANGE));

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void inspect_everyRangeFailsTwice_isIntact() throws IOException {
        for (Fault fault : EnumSet.complementOf(union(GONE, SLOW))) {
            for (int first = 0; first < snapshot.length; first += RANGE) {
                server.fail(first, 2, fault);
            }
            assertEquals(List.of(), inspectFindings(), fault::name);
        }
    }

    @Test
    void inspect_firstOrLastRangeKeepsFailing_isUnknown() {
        int last = snapshot.length / RANGE * RANGE;
        for (Fault fault : EnumSet.complementOf(EnumSet.copyOf(SLOW))) {
            for (int first : new int[] {0, last}) {
                server.fail(first, 6, fault);
                assertThrows(StoreUnavailableException.class, this::inspectFindings, () -> fault + " at " + first);
                server.forget();
            }
        }
    }

    private static EnumSet<Fault> union(Set<Fault> a, Set<Fault> b) {
        EnumSet<Fault> union = EnumSet.copyOf(a);
        union.addAll(b);
        return union;
    }

    private List<?> inspectFindings() throws IOException {
        try (SnapshotContent content = store.open("key", null)) {
            return SnapshotArchiveReader.inspect(content.stream()).findings();
        }
    }
}
