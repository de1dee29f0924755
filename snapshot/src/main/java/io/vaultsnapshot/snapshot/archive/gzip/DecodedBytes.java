package io.vaultsnapshot.snapshot.archive.gzip;

import io.vaultsnapshot.snapshot.archive.hash.Chunk;

/**
 * The decoded bytes that come next, where they are: in the chunk that the object was read into, or in one of the
 * decoder's. Reused for all of them.
 */
public final class DecodedBytes {
    private Chunk chunk = new Chunk(0);
    private int position;
    private int limit;

    void set(Chunk bytes, int offset, int length) {
        chunk = bytes;
        position = offset;
        limit = offset + length;
    }

    /** Returns the chunk that holds them. */
    public Chunk chunk() {
        return chunk;
    }

    /** Returns where in the chunk the first of them is. */
    public int position() {
        return position;
    }

    /** Returns how many there are. */
    public int available() {
        return limit - position;
    }

    /** Skips the given number of them. */
    public void consume(int count) {
        position += count;
    }
}
