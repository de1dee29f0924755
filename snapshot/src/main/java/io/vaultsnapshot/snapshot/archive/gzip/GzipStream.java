package io.vaultsnapshot.snapshot.archive.gzip;

import static io.vaultsnapshot.contract.finding.FindingCode.GZIP_CRC_MISMATCH;
import static io.vaultsnapshot.contract.finding.FindingCode.GZIP_LENGTH_MISMATCH;
import static io.vaultsnapshot.contract.finding.FindingCode.TRAILING_DATA;
import static io.vaultsnapshot.contract.finding.FindingCode.TRUNCATED;

import io.vaultsnapshot.snapshot.archive.finding.Findings;
import io.vaultsnapshot.snapshot.archive.finding.MalformedArchiveException;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The one gzip member that a snapshot is (RFC 1952 section 2.3.1).
 *
 * <p>This is not {@link java.util.zip.GZIPInputStream}, which accepts bytes after the member, reads a second member as
 * if it belonged to the first, and checks the trailer only when it is read to the end.
 */
public final class GzipStream implements AutoCloseable {
    private static final int TRAILER_BYTES = 8;
    /** From here on {@link #finish()} looks at how far the data expands. */
    private static final long EXPANSION_CHECKED_FROM = 1L << 28;
    /** The values of a state are ciphertext, which does not shrink. Zeros shrink a thousandfold. */
    private static final long EXPANSION_LIMIT = 200;

    private final StoredBytes stored;
    private final int chunkBytes;
    private final Findings findings;
    private final StoredBlocks storedBlocks;
    private final DecodedBytes ready = new DecodedBytes();
    private final CRC32 crc = new CRC32();
    private @Nullable CompressedBlocks compressedBlocks;
    private long decoded;
    private boolean ended;

    private GzipStream(StoredBytes stored, int chunkBytes, Findings findings) {
        this.stored = stored;
        this.chunkBytes = chunkBytes;
        this.findings = findings;
        this.storedBlocks = new StoredBlocks(stored);
    }

    /**
     * Reads the header and returns the stream of what follows it.
     *
     * @param chunkBytes how many compressed bytes are decoded at a time
     * @param findings receives what is wrong with the trailer
     */
    public static GzipStream open(StoredBytes stored, int chunkBytes, Findings findings)
            throws IOException, MalformedArchiveException {
        GzipHeader.read(stored);
        return new GzipStream(stored, chunkBytes, findings);
    }

    /** Decodes more into {@link #ready()} once all of it is consumed. Returns false at the stream's proper end. */
    public boolean fill() throws IOException, MalformedArchiveException {
        if (ready.available() > 0) {
            return true;
        }
        if (ended) {
            return false;
        }
        if (!decode()) {
            end();
            return false;
        }
        crc.update(ready.chunk().bytes(), ready.position(), ready.available());
        decoded += ready.available();
        return true;
    }

    /** Returns the decoded bytes that come next. They stay where they are until the next {@link #fill()}. */
    public DecodedBytes ready() {
        return ready;
    }

    /** Returns how many decoded bytes have been consumed. */
    public long consumed() {
        return decoded - ready.available();
    }

    /**
     * Returns the next decoded byte's offset in the object. Within compressed blocks the offset is that of the chunk:
     * how far the decoder has read.
     */
    public long objectOffset() {
        return objectOffset(0);
    }

    /** Returns the offset of a byte by its distance before the next one. Both are in the same chunk. */
    public long objectOffset(int before) {
        return compressedBlocks == null ? stored.offset() - ready.available() - before : compressedBlocks.offset();
    }

    /**
     * Reads what is left, so that checksum, length and end are checked. Bytes are left only in an archive that is
     * already known to be wrong, so bytes that expand beyond all reason are not read to their end.
     */
    public void finish() throws IOException, MalformedArchiveException {
        while (fill()) {
            ready.consume(ready.available());
            if (decoded > EXPANSION_CHECKED_FROM && decoded / EXPANSION_LIMIT > stored.offset()) {
                return;
            }
        }
    }

    private boolean decode() throws IOException, MalformedArchiveException {
        try {
            CompressedBlocks compressed = compressedBlocks;
            if (compressed == null) {
                StoredBlocks.Next next = storedBlocks.read(ready);
                if (next != StoredBlocks.Next.COMPRESSED_BLOCK) {
                    return next == StoredBlocks.Next.BYTES;
                }
                compressed = new CompressedBlocks(stored, storedBlocks, chunkBytes);
                compressedBlocks = compressed;
            }
            return compressed.read(ready);
        } catch (MalformedArchiveException malformed) {
            ended = true;
            throw malformed;
        }
    }

    private void end() throws IOException, MalformedArchiveException {
        ended = true;
        long trailerAt = stored.offset();
        long promisedCrc = readInt();
        long promisedLength = readInt();
        if (promisedCrc != crc.getValue()) {
            findings.add(
                    GZIP_CRC_MISMATCH,
                    String.format(
                            Locale.ROOT,
                            "the gzip trailer promises CRC-32 %08x, the decoded bytes have %08x",
                            promisedCrc,
                            crc.getValue()),
                    trailerAt);
        }
        if (promisedLength != (decoded & 0xffff_ffffL)) {
            findings.add(
                    GZIP_LENGTH_MISMATCH,
                    "the gzip trailer promises " + promisedLength + " decoded bytes (modulo 2^32), there are "
                            + decoded,
                    trailerAt + 4);
        }
        reportTrailingData(trailerAt + TRAILER_BYTES);
    }

    private long readInt() throws IOException, MalformedArchiveException {
        long value = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            int read = stored.read();
            if (read < 0) {
                throw truncated(stored, "inside the gzip trailer");
            }
            value |= (long) read << shift;
        }
        return value;
    }

    private void reportTrailingData(long end) throws IOException {
        long trailing = stored.drain();
        if (trailing > 0) {
            findings.add(
                    TRAILING_DATA,
                    "the snapshot ends at byte " + end + " of the object, and " + trailing + " more bytes follow",
                    end);
        }
    }

    static MalformedArchiveException truncated(StoredBytes stored, String where) {
        return new MalformedArchiveException(
                TRUNCATED, "the object ends after " + stored.offset() + " bytes, " + where, stored.offset());
    }

    @Override
    public void close() {
        if (compressedBlocks != null) {
            compressedBlocks.close();
        }
    }
}
