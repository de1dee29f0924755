package io.vaultsnapshot.snapshot.archive;

import io.vaultsnapshot.contract.finding.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * The entry point of the coverage-guided fuzzer ({@code snapshot/fuzz}). {@link FuzzCorpusTest} calls it with the
 * inputs that are kept. The first byte of an input selects the layer that the rest is put into, so that the checksums
 * of outer layers do not stop the fuzzer.
 *
 * <p>It looks for exceptions, and for results that depend on the sizes of chunks or on whether the tar is stored or
 * compressed.
 */
public final class ArchiveFuzzTarget {
    /** Layers that an input can be put into. */
    enum Layer {
        OBJECT,
        TAR,
        TAR_WITH_MENDED_HEADERS,
        STATE,
        META,
        SUMS,
        DEFLATED
    }

    private ArchiveFuzzTarget() {}

    /** Tries one input; any exception is a bug. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] data = Arrays.copyOfRange(input, 1, input.length);
        switch (Layer.values()[(input[0] & 0xff) % Layer.values().length]) {
            case OBJECT -> check(data);
            case TAR -> checkTar(data);
            case TAR_WITH_MENDED_HEADERS -> checkTar(mended(data));
            case STATE -> checkTar(SnapshotArchives.ofState(data).tarBytes());
            case META -> checkTar(SnapshotArchives.valid().metaOf(text(data)).tarBytes());
            case SUMS -> checkTar(SnapshotArchives.valid().sums(text(data)).tarBytes());
            case DEFLATED -> check(GzipBytes.join(GzipBytes.HEADER, data));
        }
    }

    private static void checkTar(byte[] tar) {
        ArchiveInspection stored = check(GzipBytes.of(tar, Deflater.NO_COMPRESSION));
        requireSame(stored, check(GzipBytes.of(tar, Deflater.BEST_SPEED)), "stored and compressed");
    }

    private static ArchiveInspection check(byte[] object) {
        ArchiveInspection whole = SnapshotArchives.inspect(object);
        ArchiveInspection pieces = inspect(object, 509, 251);
        requireSame(whole, pieces, "read whole and in small chunks");
        if (whole.archive().size() != object.length
                || !whole.archive().sha256().equals(SnapshotArchives.sha256(object))) {
            throw new IllegalStateException("the object was not read to its end");
        }
        if (whole.verdict() == Verdict.INTACT && GzipBytes.decoded(object).length < 4 * TarBytes.BLOCK) {
            throw new IllegalStateException("intact without four members");
        }
        return whole;
    }

    /** Inspects bytes in chunks of the given sizes, with threads. A source in memory cannot fail. */
    static ArchiveInspection inspect(byte[] object, int storedChunk, int decodedChunk) {
        try {
            return SnapshotArchiveReader.inspect(new ByteArrayInputStream(object), storedChunk, decodedChunk);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void requireSame(ArchiveInspection a, ArchiveInspection b, String how) {
        boolean same = a.codes().equals(b.codes())
                && a.archive().contents().entries() == b.archive().contents().entries()
                && a.archive().contents().bytes() == b.archive().contents().bytes()
                && a.archive().prefixes().equals(b.archive().prefixes())
                && String.valueOf(a.archive().meta())
                        .equals(String.valueOf(b.archive().meta()));
        if (!same) {
            throw new IllegalStateException(how + " the archive differs:\n" + a + "\n" + b);
        }
    }

    /** Corrects the checksum of every block that looks like a header. A fuzzer would not find it by itself. */
    private static byte[] mended(byte[] tar) {
        byte[] mended = tar.clone();
        for (int at = 0; at + TarBytes.BLOCK <= mended.length; at += TarBytes.BLOCK) {
            if (mended[at + 257] == 'u' && mended[at + 258] == 's') {
                byte[] block = TarBytes.withChecksum(Arrays.copyOfRange(mended, at, at + TarBytes.BLOCK));
                System.arraycopy(block, 0, mended, at, TarBytes.BLOCK);
            }
        }
        return mended;
    }

    private static String text(byte[] data) {
        return new String(data, StandardCharsets.UTF_8);
    }
}
