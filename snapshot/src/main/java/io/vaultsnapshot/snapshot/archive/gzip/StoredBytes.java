package io.vaultsnapshot.snapshot.archive.gzip;

import io.vaultsnapshot.snapshot.archive.hash.Chunk;
import io.vaultsnapshot.snapshot.archive.hash.ChunkRing;
import io.vaultsnapshot.snapshot.archive.hash.HashThreads;
import io.vaultsnapshot.snapshot.archive.hash.RunningHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * The object as stored in the bucket. Every byte is counted and hashed, whatever the layers above do with it. The
 * object is read in large chunks, and the layers above take their bytes from there without copying them.
 */
public final class StoredBytes {
    /**
     * Enough work for the hashing threads for 5 ms while the reading thread waits for a core: three threads share the
     * two cores that a verifier usually has.
     */
    private static final int CHUNKS = 8;
    /** The JDK copies what it reads from a file through a buffer. A buffer of this size stays in a core's cache. */
    private static final int READ_AT_ONCE = 1 << 16;

    private final InputStream in;
    private final HashThreads threads;
    private final RunningHash hash;
    private final ChunkRing ring;
    private Chunk chunk = new Chunk(0);
    private int position;
    private int limit;
    private long filled;
    private boolean atEnd;

    /**
     * Creates the bytes of a source.
     *
     * @param chunkBytes how many bytes are read at a time
     * @param threads started once the object turns out to be longer than a chunk
     */
    public StoredBytes(InputStream in, int chunkBytes, HashThreads threads) {
        this.in = in;
        this.ring = new ChunkRing(CHUNKS, chunkBytes);
        this.threads = threads;
        this.hash = threads.objectHash();
    }

    /** Reads the next chunk once all of {@link #chunk()} is consumed. Returns false at the object's end. */
    boolean fill() throws IOException {
        if (position < limit) {
            return true;
        }
        if (atEnd) {
            return false;
        }
        chunk = ring.next();
        int read = readFully(chunk.bytes());
        atEnd = read < chunk.bytes().length;
        if (!atEnd) {
            threads.start();
        }
        hash.update(chunk, 0, read);
        position = 0;
        limit = read;
        filled += read;
        return read > 0;
    }

    /** Fills the buffer unless the object ends before. A source's own {@code readNBytes} may return less than that. */
    private int readFully(byte[] buffer) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("reading was interrupted");
        }
        int total = 0;
        while (total < buffer.length) {
            int read = in.read(buffer, total, Math.min(READ_AT_ONCE, buffer.length - total));
            if (read < 0) {
                return total;
            }
            total += read;
        }
        return total;
    }

    Chunk chunk() {
        return chunk;
    }

    /** Returns where in {@link #chunk()} the first unconsumed byte is. */
    int position() {
        return position;
    }

    /** Returns how many bytes in {@link #chunk()} are not consumed. */
    int available() {
        return limit - position;
    }

    /** Skips the given number of bytes. A negative number gives bytes of the same chunk back. */
    void consume(int count) {
        position += count;
    }

    /** Returns the next byte, or -1 at the object's end. */
    int read() throws IOException {
        return fill() ? chunk.bytes()[position++] & 0xff : -1;
    }

    /** Returns the next byte without consuming it, or -1 at the object's end. */
    int peek() throws IOException {
        return fill() ? chunk.bytes()[position] & 0xff : -1;
    }

    /**
     * Returns the offset in the object of the first unconsumed byte. After {@link #drain()} it is the object's size.
     */
    public long offset() {
        return filled - available();
    }

    /** Consumes everything up to the object's end and returns how many bytes that were. */
    public long drain() throws IOException {
        long from = offset();
        while (fill()) {
            consume(available());
        }
        return offset() - from;
    }

    /** Returns the hash of the whole object; call once, after {@link #drain()}. */
    public String sha256() {
        return hash.finish();
    }
}
