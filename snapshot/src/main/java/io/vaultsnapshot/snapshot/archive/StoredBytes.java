package io.vaultsnapshot.snapshot.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * The object as it lies in the bucket: every byte is counted and hashed, whatever the layers above make of it.
 *
 * <p>Read in large chunks, from which the layers above take their bytes without copying them.
 */
final class StoredBytes {
    /**
     * Enough for the hashing threads to go on for 5 ms while a scheduler keeps the reading one waiting: three threads
     * share the two cores that a verifier usually has.
     */
    private static final int CHUNKS = 8;
    /** The JDK reads a file into a buffer of its own and copies it from there; this much stays in a core's cache. */
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

    StoredBytes(InputStream in, int chunkBytes, HashThreads threads) {
        this.in = in;
        this.ring = new ChunkRing(CHUNKS, chunkBytes);
        this.threads = threads;
        this.hash = new RunningHash(threads.ofObject());
    }

    /** Reads more into {@link #chunk()} once all of it is consumed; returns false at the object's end. */
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

    /**
     * Fills the buffer unless the object ends before; not {@code readNBytes}, which a source may have made too lazy.
     */
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

    /** Moves on by so many bytes; a negative count gives bytes of the same chunk back. */
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

    /** Returns the offset in the object of the first unconsumed byte; after {@link #drain()}, the object's size. */
    long offset() {
        return filled - available();
    }

    /** Consumes everything up to the object's end and returns how many bytes that were. */
    long drain() throws IOException {
        long from = offset();
        while (fill()) {
            consume(available());
        }
        return offset() - from;
    }

    /** Returns the hash of the whole object; call once, after {@link #drain()}. */
    String sha256() {
        return hash.finish();
    }
}
