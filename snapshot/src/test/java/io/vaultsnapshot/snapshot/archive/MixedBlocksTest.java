package io.vaultsnapshot.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of stored and compressed blocks. The result must not depend on which class decodes them. */
class MixedBlocksTest {
    /** Its second half repeats its first, so compressed blocks refer to bytes of stored ones. */
    private static final byte[] TAR =
            SnapshotArchives.ofState(repetitiveState()).tarBytes();

    @ParameterizedTest
    @CsvSource({
        "33000, 1000000, 1000000",
        "33000, 100, 10",
        "20000, 512, 4096",
        "70000, 1000000, 1000000",
        "70000, 1000, 1000",
        "100000, 65536, 10"
    })
    void inspect_storedThenCompressed_isIntact(int storedBytes, int storedChunk, int decodedChunk) {
        byte[] object = storedThenCompressed(storedBytes);
        assertArrayEquals(TAR, GzipBytes.decoded(object));

        ArchiveInspection inspection = ArchiveFuzzTarget.inspect(object, storedChunk, decodedChunk);

        assertEquals(List.of(), inspection.findings());
        assertEquals(SnapshotArchives.sha256(object), inspection.archive().sha256());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1023, 1024, 1025, 32_768, 65_535})
    void inspect_storedBlocksOfAnySize_isIntact(int blockBytes) {
        assertEquals(
                List.of(), SnapshotArchives.inspect(storedBlocks(blockBytes)).findings());
    }

    private static byte[] storedThenCompressed(int storedBytes) {
        byte[] first = Arrays.copyOf(TAR, storedBytes);
        byte[] rest = Arrays.copyOfRange(TAR, storedBytes, TAR.length);
        byte[] referring = deflated(rest, first);
        assertTrue(referring.length < deflated(rest, new byte[1]).length - 500, "nothing refers back");
        byte[] stored = blocks(first, 65_535).bytes();
        return GzipBytes.join(GzipBytes.HEADER, stored, referring, GzipBytes.trailer(GzipBytes.crc(TAR), TAR.length));
    }

    private static byte[] deflated(byte[] bytes, byte[] before) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setDictionary(before);
            deflater.setInput(bytes);
            deflater.finish();
            byte[] buffer = new byte[bytes.length + 1000];
            return Arrays.copyOf(buffer, deflater.deflate(buffer));
        } finally {
            deflater.end();
        }
    }

    private static StateBytes blocks(byte[] bytes, int blockBytes) {
        StateBytes blocks = new StateBytes();
        for (int at = 0; at < bytes.length; at += blockBytes) {
            int length = Math.min(blockBytes, bytes.length - at);
            blocks.raw(0, length & 0xff, length >> 8, ~length & 0xff, ~length >> 8 & 0xff);
            blocks.raw(Arrays.copyOfRange(bytes, at, at + length));
        }
        return blocks;
    }

    private static byte[] storedBlocks(int blockBytes) {
        byte[] blocks = blocks(TAR, blockBytes).raw(1, 0, 0, 255, 255).bytes();
        return GzipBytes.join(GzipBytes.HEADER, blocks, GzipBytes.trailer(GzipBytes.crc(TAR), TAR.length));
    }

    private static byte[] repetitiveState() {
        StateBytes state = StateBytes.complete();
        byte[] value = new byte[30_000];
        new Random(1).nextBytes(value);
        for (int i = 0; i < 4; i++) {
            state.entry("logical/0b2c/big/" + i, value);
        }
        return state.bytes();
    }
}
