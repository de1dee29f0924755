package io.vaultsnapshot.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.snapshot.testing.Fixtures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reader's threads do not change the result, do not hide a failure, and end with the reader. */
@Timeout(60)
class ReaderThreadsTest {
    private static final String THREADS = "snapshot-";

    @AfterEach
    void threadsAreGone() throws InterruptedException {
        // A test that failed may have left the thread interrupted.
        Thread.interrupted();
        for (Thread thread : hashThreads()) {
            thread.join(10_000);
            assertTrue(!thread.isAlive(), thread::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "openbao-2.6.2-300-secrets.snap, 1, 1",
        "openbao-2.6.2-300-secrets.snap, 513, 7",
        "vault-1.21.4-small.snap, 1, 1",
        "vault-1.21.4-small.snap, 4093, 1021",
        "vault-1.21.4-1000-secrets.snap, 65536, 32768",
    })
    void inspect_anyChunks_findsTheSame(String file, int storedChunk, int decodedChunk) throws IOException {
        byte[] object = Fixtures.named(file);

        ArchiveInspection inspection = ArchiveFuzzTarget.inspect(object, storedChunk, decodedChunk);

        assertEquals(SnapshotArchives.inspect(object), inspection);
        assertEquals(List.of(), inspection.findings());
    }

    @Test
    void inspect_damagedInAnyChunks_findsTheSameCodes() {
        DamagedArchivesTest.cases()
                .filter(damaged -> damaged.object().length < 10_000)
                .forEach(damaged -> assertEquals(
                        damaged.codes(),
                        ArchiveFuzzTarget.inspect(damaged.object(), 100, 50).codes(),
                        damaged::toString));
    }

    @Test
    void inspect_sourceFailsHalfWay_throwsWhatTheSourceThrew() throws IOException {
        IOException failure = new IOException("the network is gone");
        InputStream in = half(() -> {
            throw failure;
        });

        assertSame(failure, assertThrows(IOException.class, () -> SnapshotArchiveReader.inspect(in, 1000, 500)));
    }

    @Test
    void inspect_bugInTheSource_propagates() throws IOException {
        InputStream in = half(() -> {
            throw new IllegalStateException("a bug");
        });

        assertThrows(IllegalStateException.class, () -> SnapshotArchiveReader.inspect(in, 1000, 500));
    }

    @Test
    void inspect_interrupted_stopsAtTheNextChunkAndStaysInterrupted() throws IOException {
        InputStream endless = half(() -> {
            Thread.currentThread().interrupt();
            return 0;
        });

        assertThrows(InterruptedIOException.class, () -> SnapshotArchiveReader.inspect(endless, 1000, 500));
        // This also clears the interrupt, so that no other test sees it.
        assertTrue(Thread.interrupted());
    }

    @Test
    void inspect_objectOfOneChunk_startsNoThread() throws IOException {
        byte[] object = SnapshotArchives.valid().bytes();
        InputStream in = new ByteArrayInputStream(object) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                assertEquals(List.of(), hashThreads());
                return super.read(target, offset, length);
            }
        };

        assertEquals(List.of(), SnapshotArchiveReader.inspect(in).findings());
        assertEquals(List.of(), hashThreads());
    }

    /** What a source does after half of a snapshot was read. */
    @FunctionalInterface
    private interface Rest {
        int read() throws IOException;
    }

    private static InputStream half(Rest rest) throws IOException {
        byte[] object = Fixtures.whole();
        InputStream first = new ByteArrayInputStream(object, 0, object.length / 2);
        return new SequenceInputStream(first, new InputStream() {
            @Override
            public int read() throws IOException {
                return rest.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                target[offset] = (byte) read();
                return 1;
            }
        });
    }

    private static List<Thread> hashThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(THREADS))
                .filter(thread -> thread.getName().endsWith("-hash"))
                .toList();
    }
}
