package io.vaultsnapshot.snapshot.archive;

/** Decoded bytes that lie ready in some chunk, which may be the one the object was read into. Used again and again. */
final class DecodedBytes {
    private Chunk chunk = new Chunk(0);
    private int position;
    private int limit;

    void set(Chunk bytes, int offset, int length) {
        chunk = bytes;
        position = offset;
        limit = offset + length;
    }

    Chunk chunk() {
        return chunk;
    }

    int position() {
        return position;
    }

    int available() {
        return limit - position;
    }

    void consume(int count) {
        position += count;
    }
}
