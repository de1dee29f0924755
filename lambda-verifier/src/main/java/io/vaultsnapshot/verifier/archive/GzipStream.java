package io.vaultsnapshot.verifier.archive;

import static io.vaultsnapshot.contract.FindingCode.GZIP_CRC_MISMATCH;
import static io.vaultsnapshot.contract.FindingCode.GZIP_DATA_INVALID;
import static io.vaultsnapshot.contract.FindingCode.GZIP_LENGTH_MISMATCH;
import static io.vaultsnapshot.contract.FindingCode.TRAILING_DATA;
import static io.vaultsnapshot.contract.FindingCode.TRUNCATED;

import java.io.IOException;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The body and trailer of the one gzip member that a snapshot is (RFC 1952 section 2.3.1).
 *
 * <p>Not {@link java.util.zip.GZIPInputStream}: that one forgives bytes after the member, reads a second member as if
 * it were the same file, and does not look at the trailer unless it is read to the end.
 */
final class GzipStream implements AutoCloseable {
    private static final int TRAILER_BYTES = 8;
    /** From here on {@link #finish()} looks at how far the data expands. */
    private static final long EXPANSION_CHECKED_FROM = 1L << 28;
    /** A state's values are ciphertext and do not shrink; zeros do, a thousandfold. */
    private static final long EXPANSION_LIMIT = 200;

    private final StoredBytes stored;
    private final Findings findings;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private long decoded;
    private boolean ended;

    GzipStream(StoredBytes stored, Findings findings) {
        this.stored = stored;
        this.findings = findings;
    }

    /** Returns how many bytes have been decoded. */
    long decoded() {
        return decoded;
    }

    /** Decodes up to {@code length} bytes, at least one; returns how many, or -1 at the proper end of the stream. */
    int read(byte[] target, int offset, int length) throws IOException, MalformedArchiveException {
        while (!ended) {
            int count = inflate(target, offset, length);
            if (count > 0) {
                crc.update(target, offset, count);
                decoded += count;
                return count;
            }
            if (inflater.finished()) {
                end();
            } else {
                feed();
            }
        }
        return -1;
    }

    /**
     * Reads what is left, so that checksum, length and end are looked at. Something is left only when the archive
     * inside is already known to be wrong; therefore what expands beyond all reason is not followed to its end.
     */
    void finish() throws IOException, MalformedArchiveException {
        byte[] ignored = new byte[1 << 13];
        while (read(ignored, 0, ignored.length) > 0) {
            if (decoded > EXPANSION_CHECKED_FROM && decoded / EXPANSION_LIMIT > stored.offset()) {
                return;
            }
        }
    }

    private int inflate(byte[] target, int offset, int length) throws MalformedArchiveException {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException invalid) {
            ended = true;
            long at = stored.offset() - inflater.getRemaining();
            throw new MalformedArchiveException(
                    GZIP_DATA_INVALID,
                    "the compressed data cannot be decoded near byte " + at + " of the object, after " + decoded
                            + " decoded bytes (" + invalid.getMessage() + ")",
                    at);
        }
    }

    private void feed() throws IOException, MalformedArchiveException {
        if (!stored.fill()) {
            throw truncated("inside the compressed data, after " + decoded + " decoded bytes");
        }
        inflater.setInput(stored.buffer(), stored.position(), stored.available());
        stored.consume(stored.available());
    }

    private void end() throws IOException, MalformedArchiveException {
        ended = true;
        stored.consume(-inflater.getRemaining());
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
                throw truncated("inside the gzip trailer");
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

    private MalformedArchiveException truncated(String where) {
        ended = true;
        return new MalformedArchiveException(
                TRUNCATED, "the object ends after " + stored.offset() + " bytes, " + where, stored.offset());
    }

    @Override
    public void close() {
        inflater.end();
    }
}
