package io.vaultsnapshot.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damages real snapshots in many small ways. A damaged snapshot that passes for intact must be {@link Harmless}. The
 * property {@code mutations} says how many are made. {@code .ci/run} sets it to 100,000; every prefix of the real files
 * and every bit of a small one are tried then too.
 */
class NoFalseIntactTest {
    private static final int MUTATIONS = Integer.getInteger("mutations", 2000);
    /** Whether there is time to try everything. */
    static final boolean EXHAUSTIVE = MUTATIONS >= 100_000;
    /** Fixed, so that the numbers of harmless mutations are known. The property {@code mutations.seed} tries others. */
    private static final long FIXED_SEED = 20_261_124L;

    private static final long SEED = Long.getLong("mutations.seed", FIXED_SEED);

    private static final List<byte[]> REAL = List.of(
            Fixtures.named("openbao-2.6.2-shamir.snap"),
            Fixtures.named("vault-1.21.4-small.snap"),
            Fixtures.named("openbao-2.6.2-300-secrets.snap"));
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
        Damage damage = new Damage(REAL, NoFalseIntactTest::mutated, (object, i) -> object, Harmless::inObject);

        damage.check(MUTATIONS / 2, Map.of(1000, "{}", 50_000, "{GZIP_TIME=1, GZIP_EXTRA_FLAGS=1}"));
    }

    /** Mutates the tar, so that the gzip's checksum is right. */
    @Test
    void inspect_mutatedTarInValidGzip_isFoundOrHarmless() {
        Damage damage = new Damage(TARS, NoFalseIntactTest::mutated, NoFalseIntactTest::zipped, Harmless::inTar);

        damage.check(
                MUTATIONS / 4,
                Map.of(
                        500, "{TAR_HEADER_FIELD=1, SEALED_SUMS=1}",
                        25_000, "{TAR_HEADER_FIELD=8, SEALED_SUMS=37}"));
    }

    /** Mutates the tar's headers, so that their checksums are right too. */
    @Test
    void inspect_mutatedHeaderWithItsChecksum_isFoundOrHarmless() {
        Damage damage = new Damage(TARS, NoFalseIntactTest::headerMutated, NoFalseIntactTest::zipped, Harmless::inTar);

        damage.check(
                MUTATIONS / 4,
                Map.of(
                        500, "{TAR_HEADER_FIELD=173, TAR_HEADER_FORM=259}",
                        25_000, "{TAR_HEADER_FIELD=8282, TAR_HEADER_FORM=13435}"));
    }

    /**
     * Flips every bit of a small archive, one at a time. The sample has all bits of the gzip header. How many bits of
     * the deflate stream are free depends on the version of zlib; 24 were seen.
     */
    @ParameterizedTest
    @CsvSource({Deflater.NO_COMPRESSION + ", 5", Deflater.BEST_COMPRESSION + ", 32"})
    void inspect_everySingleBitFlip_isFoundOrHarmless(int level, int freeBits) {
        byte[] object = GzipBytes.of(SnapshotArchives.valid().tarBytes(), level);
        Map<Harmless, Integer> harmless = new EnumMap<>(Harmless.class);
        IntStream.range(0, object.length * 8)
                .filter(bit -> EXHAUSTIVE || bit < 800 || bit % 13 == 0)
                .forEach(bit -> {
                    byte[] flipped = SnapshotArchives.flip(object, bit / 8, bit % 8);
                    if (SnapshotArchives.inspect(flipped).verdict() == Verdict.INTACT) {
                        Optional<Harmless> reason = Harmless.inObject(object, flipped);
                        assertTrue(reason.isPresent(), () -> "reader is broken: bit " + bit + " may flip");
                        harmless.merge(reason.get(), 1, Integer::sum);
                    }
                });

        Integer free = harmless.remove(Harmless.DEFLATE_FREEDOM);
        assertTrue(free != null && free <= freeBits, "free bits of the deflate stream: " + free);
        assertEquals(
                "{GZIP_TEXT_FLAG=1, GZIP_TIME=32, GZIP_EXTRA_FLAGS=8, GZIP_OPERATING_SYSTEM=8}", harmless.toString());
    }

    /**
     * One way to damage snapshots.
     *
     * @param originals what is damaged
     * @param mutator returns a damaged copy
     * @param wrapping makes an object of the mutation with the given number
     * @param reasons tells why a mutation is harmless, if it is
     */
    private record Damage(
            List<byte[]> originals,
            BiFunction<byte[], Random, byte[]> mutator,
            BiFunction<byte[], Integer, byte[]> wrapping,
            BiFunction<byte[], byte[], Optional<Harmless>> reasons) {

        /**
         * Checks the given number of mutations.
         *
         * @param harmlessAfter for some numbers of mutations, how many of them are harmless with the fixed seed
         */
        void check(int count, Map<Integer, String> harmlessAfter) {
            Map<Harmless, Integer> harmless = new EnumMap<>(Harmless.class);
            for (int i = 1; i <= count; i++) {
                reason(i).ifPresent(reason -> harmless.merge(reason, 1, Integer::sum));
                if (SEED == FIXED_SEED && harmlessAfter.containsKey(i)) {
                    assertEquals(harmlessAfter.get(i), harmless.toString(), "harmless among " + i + " mutations");
                }
            }
        }

        /** Returns why the mutation passes for intact, or empty when it does not. */
        private Optional<Harmless> reason(int number) {
            String which = "reader is broken: seed " + SEED + ", number " + number;
            byte[] original = originals.get(number % originals.size());
            byte[] mutated = mutator.apply(original, new Random(SEED + number));
            if (inspect(wrapping.apply(mutated, number), which).verdict() != Verdict.INTACT
                    || Arrays.equals(original, mutated)) {
                return Optional.empty();
            }
            Optional<Harmless> reason = reasons.apply(original, mutated);
            assertTrue(reason.isPresent(), which);
            return reason;
        }
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
