package io.vaultsnapshot.verifier.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/**
 * The object as it lies in the bucket: every byte is counted and hashed, whatever the layers above make of it.
 *
 * <p>Two buffers take turns, so that one can be hashed while the next is filled and read; none is filled again before
 * its hashing is done, which bounds both memory and how far the hash may lag.
 */
final class StoredBytes implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 18;

    private final InputStream in;
    private final ObjectHash hash = new ObjectHash();
    private byte[] buffer = new byte[BUFFER_BYTES];
    private byte[] other = new byte[0];
    private CompletableFuture<Void> bufferHashed = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> otherHashed = bufferHashed;
    private int position;
    private int limit;
    private long filled;
    private boolean atEnd;

    StoredBytes(InputStream in) {
        this.in = in;
    }

    /** Reads more into {@link #buffer()} once all of it is consumed; returns false at the object's end. */
    boolean fill() throws IOException {
        if (position < limit) {
            return true;
        }
        if (atEnd) {
            return false;
        }
        if (filled > 0) {
            swap();
        }
        int read = readFully();
        atEnd = read < buffer.length;
        if (atEnd) {
            hash.update(buffer, read);
        } else {
            bufferHashed = hash.updateLater(buffer, read);
        }
        position = 0;
        limit = read;
        filled += read;
        return read > 0;
    }

    /**
     * Fills the buffer unless the object ends before; not {@code readNBytes}, which a source may have made too lazy.
     */
    private int readFully() throws IOException {
        int total = 0;
        while (total < buffer.length) {
            int read = in.read(buffer, total, buffer.length - total);
            if (read < 0) {
                return total;
            }
            total += read;
        }
        return total;
    }

    private void swap() {
        otherHashed.join();
        byte[] next = other.length > 0 ? other : new byte[BUFFER_BYTES];
        other = buffer;
        otherHashed = bufferHashed;
        buffer = next;
    }

    byte[] buffer() {
        return buffer;
    }

    /** Returns where in {@link #buffer()} the first unconsumed byte is. */
    int position() {
        return position;
    }

    /** Returns how many bytes in {@link #buffer()} are not consumed. */
    int available() {
        return limit - position;
    }

    /** Moves on by so many bytes; a negative count gives bytes of the same buffer back. */
    void consume(int count) {
        position += count;
    }

    /** Returns the next byte, or -1 at the object's end. */
    int read() throws IOException {
        return fill() ? buffer[position++] & 0xff : -1;
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

    @Override
    public void close() {
        hash.close();
    }
}
