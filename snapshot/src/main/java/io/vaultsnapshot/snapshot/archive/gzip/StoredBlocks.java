package io.vaultsnapshot.snapshot.archive.gzip;

import static io.vaultsnapshot.contract.finding.FindingCode.GZIP_DATA_INVALID;

import io.vaultsnapshot.snapshot.archive.finding.MalformedArchiveException;
import java.io.IOException;

/**
 * Deflate's stored blocks (RFC 1951 section 3.2.4). OpenBao writes nothing else from 2.6 on. Their content is not
 * copied. At the first block of another kind, {@link CompressedBlocks} takes over. It needs the window of bytes before
 * that block.
 */
final class StoredBlocks {
    /** How many bytes back a compressed block may refer. */
    static final int WINDOW_BYTES = 1 << 15;
    /** A server's blocks have up to 65,535 bytes. Smaller ones than this are faster in zlib, which joins them. */
    private static final int SMALL_BLOCK = 1 << 10;

    private final StoredBytes stored;
    private final byte[] window = new byte[WINDOW_BYTES];
    private int windowLength;
    private int left;
    private boolean last;
    private boolean small;

    StoredBlocks(StoredBytes stored) {
        this.stored = stored;
    }

    /** What comes next. */
    enum Next {
        BYTES,
        COMPRESSED_BLOCK,
        END
    }

    /** Points the target to the next bytes, as far as they are in one chunk. */
    Next read(DecodedBytes target) throws IOException, MalformedArchiveException {
        while (left == 0) {
            if (last) {
                return Next.END;
            }
            if (small || (require(stored.peek()) & 6) != 0) {
                return Next.COMPRESSED_BLOCK;
            }
            readHeader();
        }
        require(stored.peek());
        int count = Math.min(left, stored.available());
        target.set(stored.chunk(), stored.position(), count);
        remember(stored.chunk().bytes(), stored.position(), count);
        stored.consume(count);
        left -= count;
        return Next.BYTES;
    }

    /** Returns the last decoded bytes, of which {@link #windowLength()} count. */
    byte[] window() {
        return window;
    }

    int windowLength() {
        return windowLength;
    }

    private void readHeader() throws IOException, MalformedArchiveException {
        long at = stored.offset();
        last = (next() & 1) != 0;
        int length = next() | (next() << 8);
        int complement = next() | (next() << 8);
        if (length != (~complement & 0xffff)) {
            throw new MalformedArchiveException(
                    GZIP_DATA_INVALID,
                    "the stored block at byte " + at + " of the object has length " + length
                            + " and a complement that does not fit",
                    at);
        }
        left = length;
        small = length < SMALL_BLOCK && !last;
    }

    private void remember(byte[] bytes, int offset, int length) {
        int kept = Math.min(windowLength, WINDOW_BYTES - Math.min(length, WINDOW_BYTES));
        System.arraycopy(window, windowLength - kept, window, 0, kept);
        int added = Math.min(length, WINDOW_BYTES);
        System.arraycopy(bytes, offset + length - added, window, kept, added);
        windowLength = kept + added;
    }

    private int next() throws IOException, MalformedArchiveException {
        return require(stored.read());
    }

    private int require(int read) throws MalformedArchiveException {
        if (read < 0) {
            throw GzipStream.truncated(stored, "inside the compressed data");
        }
        return read;
    }
}
