package io.vaultsnapshot.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reading costs, as a count: a time would depend on the machine. */
class ReaderCostTest {
    private static final int SMALL_MIB = 8;
    private static final int LARGE_MIB = 40;
    private static final int VALUE_BYTES = 1000;

    @TempDir
    private Path folder;

    /** One array per entry would be a thousand bytes. Chunks are used again, and keys are counted where they lie. */
    @ParameterizedTest
    @ValueSource(ints = {Deflater.NO_COMPRESSION, Deflater.BEST_SPEED})
    void inspect_moreEntries_allocatesAlmostNothingMore(int level) throws IOException {
        Path small = archive(SMALL_MIB, level);
        Path large = archive(LARGE_MIB, level);
        allocatedBy(small); // Classes and tables are created once.

        long entries = (LARGE_MIB - SMALL_MIB) * (1L << 20) / VALUE_BYTES;
        long more = allocatedBy(large) - allocatedBy(small);

        assertTrue(more < 4 * entries, () -> more + " bytes more for " + entries + " entries more");
    }

    private Path archive(int mebibytes, int level) throws IOException {
        Path file = folder.resolve(mebibytes + "-" + level + ".snap");
        LargeArchives.write(file, (long) mebibytes << 20, VALUE_BYTES, level);
        return file;
    }

    private static long allocatedBy(Path file) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (InputStream in = Files.newInputStream(file)) {
            long before = threads.getCurrentThreadAllocatedBytes();
            assertEquals(List.of(), SnapshotArchiveReader.inspect(in).findings());
            return threads.getCurrentThreadAllocatedBytes() - before;
        }
    }
}
