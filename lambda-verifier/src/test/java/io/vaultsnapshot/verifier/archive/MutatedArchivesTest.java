package io.vaultsnapshot.verifier.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MutatedArchivesTest {
    /** Fixed, so that a failure can be repeated; print and change it to look elsewhere. */
    private static final long SEED = 20240607L;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void inspect_everyProperPrefix_isCorrupt(boolean stored) {
        byte[] object = archive(stored);
        for (int length = 0; length < object.length; length++) {
            assertEquals(
                    Verdict.CORRUPT,
                    SnapshotArchives.inspect(Arrays.copyOf(object, length)).verdict(),
                    "reader is broken: the first " + length + " of " + object.length + " bytes pass");
        }
        assertEquals(Verdict.INTACT, SnapshotArchives.inspect(object).verdict());
    }

    /**
     * What passes must be one of the bits that carry nothing: FTEXT and the time, extra flags and operating system of
     * the gzip header, or bits that deflate leaves to the writer, such as the rest of a byte before a stored block and
     * after the last one. For those the JDK's own decoder must return exactly the unharmed tar.
     */
    @Test
    void inspect_everySingleBitFlipOfDeflated_isFoundOrChangesNothing() {
        byte[] object = archive(false);
        assertFlipsAreFound(object, IntStream.range(0, object.length * 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openbao-2.6.2-shamir.snap", "vault-1.21.4-small.snap"})
    void inspect_randomSingleBitFlipOfRealSnapshot_isFoundOrChangesNothing(String file) throws IOException {
        byte[] object = Files.readAllBytes(RealSnapshotsTest.FIXTURES.resolve(file));
        assertFlipsAreFound(object, new Random(SEED).ints(1500, 0, object.length * 8));
    }

    private static void assertFlipsAreFound(byte[] object, IntStream bits) {
        byte[] tar = GzipBytes.decoded(object);
        bits.forEach(bit -> {
            byte[] flipped = SnapshotArchives.flip(object, bit / 8, bit % 8);
            if (SnapshotArchives.inspect(flipped).verdict() == Verdict.INTACT) {
                String where = "reader is broken: seed " + SEED + ", bit " + bit % 8 + " of byte " + bit / 8;
                assertTrue(isFreeInGzipHeader(bit) || bit >= 80, where);
                assertArrayEquals(tar, GzipBytes.decoded(flipped), where);
            }
        });
    }

    private static boolean isFreeInGzipHeader(int bit) {
        return bit == 24 || (bit >= 32 && bit < 80);
    }

    @Test
    void inspect_randomMutations_neverThrowAndNeverPassChanged() {
        Random random = new Random(SEED);
        byte[][] seeds = {archive(true), archive(false)};
        for (int i = 0; i < 4000; i++) {
            byte[] object = mutated(seeds[i % 2], random);
            String which = "reader is broken: seed " + SEED + ", mutation " + i;
            ArchiveInspection inspection = assertDoesNotThrow(() -> SnapshotArchives.inspect(object), which);
            assertEquals(object.length, inspection.size(), which);
            if (inspection.verdict() == Verdict.INTACT) {
                assertArrayEquals(GzipBytes.decoded(seeds[i % 2]), GzipBytes.decoded(object), which);
            }
        }
    }

    /** Mutates below the gzip, where no checksum of it can help: the tar, the state and the documents. */
    @Test
    void inspect_randomMutationsInsideValidGzip_neverThrow() {
        Random random = new Random(SEED);
        byte[] tar = SnapshotArchives.valid().tarBytes();
        byte[] state = StateBytes.complete().bytes();
        for (int i = 0; i < 2000; i++) {
            String which = "reader is broken: seed " + SEED + ", mutation " + i;
            byte[] wrongTar = mutated(tar, random);
            byte[] wrongState = mutated(state, random);
            assertDoesNotThrow(() -> SnapshotArchives.inspect(GzipBytes.of(wrongTar, 1)), which);
            assertDoesNotThrow(() -> SnapshotArchives.ofState(wrongState).inspect(), which);
            assertDoesNotThrow(
                    () -> SnapshotArchives.valid().metaOf(mutatedText(random)).inspect(), which);
        }
    }

    private static String mutatedText(Random random) {
        byte[] meta = SnapshotArchives.valid().metaText().getBytes(StandardCharsets.UTF_8);
        return new String(mutated(meta, random), StandardCharsets.UTF_8);
    }

    private static byte[] mutated(byte[] original, Random random) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
                default ->
                    bytes = GzipBytes.join(
                            Arrays.copyOf(bytes, at),
                            Arrays.copyOfRange(bytes, random.nextInt(bytes.length), bytes.length));
            }
        }
        return bytes;
    }

    private static byte[] archive(boolean stored) {
        return stored
                ? SnapshotArchives.valid().stored().bytes()
                : SnapshotArchives.valid().bytes();
    }
}
