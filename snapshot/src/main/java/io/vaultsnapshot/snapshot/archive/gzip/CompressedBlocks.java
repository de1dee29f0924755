package io.vaultsnapshot.snapshot.archive.gzip;

import static io.vaultsnapshot.contract.finding.FindingCode.GZIP_DATA_INVALID;

import io.vaultsnapshot.snapshot.archive.finding.MalformedArchiveException;
import io.vaultsnapshot.snapshot.archive.hash.Chunk;
import io.vaultsnapshot.snapshot.archive.hash.ChunkRing;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** The rest of a deflate stream from its first compressed block on, decoded by zlib. */
final class CompressedBlocks implements AutoCloseable {
    private static final int CHUNKS = 4;

    private final StoredBytes stored;
    private final Inflater inflater = new Inflater(true);
    private final ChunkRing ring;
    private @Nullable MalformedArchiveException failure;
    private boolean ended;

    /** Continues at the object's next byte, after the decoded bytes in the window. */
    CompressedBlocks(StoredBytes stored, StoredBlocks before, int chunkBytes) {
        this.stored = stored;
        this.ring = new ChunkRing(CHUNKS, chunkBytes);
        if (before.windowLength() > 0) {
            inflater.setDictionary(before.window(), 0, before.windowLength());
        }
    }

    /**
     * Decodes into a chunk of its own. Returns false at the proper end; the object then continues with the byte after
     * the last block. A failure is thrown only after all bytes before it were delivered.
     */
    boolean read(DecodedBytes target) throws IOException, MalformedArchiveException {
        if (failure != null) {
            throw failure;
        }
        if (ended) {
            return false;
        }
        Chunk chunk = ring.next();
        int count = fill(chunk.bytes());
        target.set(chunk, 0, count);
        if (ended) {
            stored.consume(-inflater.getRemaining());
        }
        if (count == 0 && failure != null) {
            throw failure;
        }
        return count > 0;
    }

    private int fill(byte[] buffer) throws IOException {
        int count = 0;
        while (count < buffer.length && !ended && failure == null) {
            int decoded = inflate(buffer, count);
            count += decoded;
            ended = inflater.finished();
            if (decoded == 0 && !ended && failure == null) {
                feed();
            }
        }
        return count;
    }

    private int inflate(byte[] buffer, int offset) {
        long before = inflater.getBytesWritten();
        try {
            return inflater.inflate(buffer, offset, buffer.length - offset);
        } catch (DataFormatException invalid) {
            long at = stored.offset() - inflater.getRemaining();
            failure = new MalformedArchiveException(
                    GZIP_DATA_INVALID,
                    "the compressed data cannot be decoded near byte " + at + " of the object (" + invalid.getMessage()
                            + ")",
                    at);
            return (int) (inflater.getBytesWritten() - before);
        }
    }

    private void feed() throws IOException {
        if (!stored.fill()) {
            failure = GzipStream.truncated(stored, "inside the compressed data");
            return;
        }
        inflater.setInput(stored.chunk().bytes(), stored.position(), stored.available());
        stored.consume(stored.available());
    }

    /** Returns how far in the object the decoder has read. */
    long offset() {
        return stored.offset() - (ended ? 0 : inflater.getRemaining());
    }

    @Override
    public void close() {
        inflater.end();
    }
}
