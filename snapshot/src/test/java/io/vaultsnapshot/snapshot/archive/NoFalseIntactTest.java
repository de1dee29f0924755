package io.vaultsnapshot.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.finding.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damages real snapshots in many small ways: whatever passes for intact must be {@link Harmless}. How many ways is the
 * property {@code mutations}; {@code .ci/run} sets it to 100,000, with which also every prefix of the real files is tried.
 */
class NoFalseIntactTest {
    private static final int MUTATIONS = Integer.getInteger("mutations", 2000);
    /** Whether there is time for all of something. */
    static final boolean EXHAUSTIVE = MUTATIONS >= 100_000;
    /** Fixed, so that a failure can be repeated; the property {@code mutations.seed} looks elsewhere. */
    private static final long SEED = Long.getLong("mutations.seed", 20_261_124L);

    private static final List<byte[]> REAL = List.of(
            real("openbao-2.6.2-shamir.snap"), real("vault-1.21.4-small.snap"), real("openbao-2.6.2-300-secrets.snap"));
    private static final List<byte[]> TARS =
            REAL.stream().map(GzipBytes::decoded).toList();

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void inspect_properPrefixOfRealSnapshot_isCorrupt(int which) {
        byte[] object = REAL.get(which);
        IntStream.range(0, object.length)
                .filter(length -> EXHAUSTIVE || length < 600 || length > object.length - 600 || length % 97 == 0)
                .forEach(length -> assertEquals(
                        Verdict.CORRUPT,
                        SnapshotArchives.inspect(Arrays.copyOf(object, length)).verdict(),
                        () -> "reader is broken: the first " + length + " of " + object.length + " bytes pass"));
    }

    @Test
    void inspect_mutatedObject_isFoundOrHarmless() {
        List<byte[]> objects = List.copyOf(REAL);
        check(MUTATIONS / 2, objects, NoFalseIntactTest::mutated, (object, i) -> object, Harmless::inObject);
    }

    /** Mutates below the gzip, where no checksum of it can help. */
    @Test
    void inspect_mutatedTarInValidGzip_isFoundOrHarmless() {
        check(MUTATIONS / 4, TARS, NoFalseIntactTest::mutated, NoFalseIntactTest::zipped, Harmless::inTar);
    }

    /** And below the checksums of the tar's headers. */
    @Test
    void inspect_mutatedHeaderWithItsChecksum_isFoundOrHarmless() {
        check(MUTATIONS / 4, TARS, NoFalseIntactTest::headerMutated, NoFalseIntactTest::zipped, Harmless::inTar);
    }

    /** Every bit of a small archive, one after the other. */
    @ParameterizedTest
    @ValueSource(ints = {Deflater.NO_COMPRESSION, Deflater.BEST_COMPRESSION})
    void inspect_everySingleBitFlip_isFoundOrHarmless(int level) {
        byte[] object = GzipBytes.of(SnapshotArchives.valid().tarBytes(), level);
        IntStream.range(0, object.length * 8)
                .filter(bit -> EXHAUSTIVE || bit < 800 || bit % 13 == 0)
                .forEach(bit -> {
                    byte[] flipped = SnapshotArchives.flip(object, bit / 8, bit % 8);
                    boolean passes = SnapshotArchives.inspect(flipped).verdict() == Verdict.INTACT;
                    assertTrue(
                            !passes || Harmless.inObject(object, flipped).isPresent(),
                            () -> "reader is broken: bit " + bit % 8 + " of byte " + bit / 8 + " may flip");
                });
    }

    @FunctionalInterface
    private interface Mutator {
        byte[] mutated(byte[] original, Random random);
    }

    @FunctionalInterface
    private interface Wrapping {
        byte[] wrap(byte[] mutated, int number);
    }

    @FunctionalInterface
    private interface Excuse {
        Optional<Harmless> of(byte[] original, byte[] mutated);
    }

    private static void check(int count, List<byte[]> originals, Mutator mutator, Wrapping wrapping, Excuse excuse) {
        Map<Harmless, Integer> excused = new EnumMap<>(Harmless.class);
        for (int i = 0; i < count; i++) {
            byte[] original = originals.get(i % originals.size());
            byte[] mutated = mutator.mutated(original, new Random(SEED + i));
            String which = "reader is broken: seed " + SEED + ", number " + i;
            ArchiveInspection inspection = inspect(wrapping.wrap(mutated, i), which);
            if (inspection.verdict() == Verdict.INTACT && !Arrays.equals(original, mutated)) {
                Optional<Harmless> reason = excuse.of(original, mutated);
                assertTrue(reason.isPresent(), which);
                excused.merge(reason.get(), 1, Integer::sum);
            }
        }
        System.out.println(count + " mutations, seed " + SEED + ", harmless: " + excused);
    }

    private static byte[] mutated(byte[] original, Random random) {
        return Mutation.any(random).of(original, random);
    }

    private static byte[] headerMutated(byte[] tar, Random random) {
        List<Integer> headers = Harmless.headers(tar);
        int at = headers.get(random.nextInt(headers.size()));
        byte[] header = Arrays.copyOfRange(tar, at, at + TarBytes.BLOCK);
        for (int i = random.nextInt(3); i >= 0; i--) {
            header[random.nextInt(header.length)] = (byte) (random.nextBoolean() ? random.nextInt() : ' ');
        }
        byte[] mutated = tar.clone();
        System.arraycopy(TarBytes.withChecksum(header), 0, mutated, at, header.length);
        return mutated;
    }

    private static byte[] zipped(byte[] tar, int number) {
        return GzipBytes.of(tar, number % 2 == 0 ? Deflater.NO_COMPRESSION : Deflater.BEST_SPEED);
    }

    private static byte[] real(String file) {
        try {
            return Files.readAllBytes(RealSnapshotsTest.FIXTURES.resolve(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static ArchiveInspection inspect(byte[] object, String which) {
        try {
            ArchiveInspection inspection = SnapshotArchives.inspect(object);
            assertEquals(object.length, inspection.archive().size(), which);
            return inspection;
        } catch (RuntimeException bug) {
            throw new AssertionError(which, bug);
        }
    }
}
