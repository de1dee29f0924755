package io.vaultsnapshot.snapshot.archive.hash;

import org.jspecify.annotations.Nullable;

/**
 * Chunks that are used in turn. Their number limits the memory, and how far hashing may lag behind reading. A chunk is
 * created when it is first needed.
 */
public final class ChunkRing {
    private final @Nullable Chunk[] chunks;
    private final int chunkBytes;
    private int next;

    /** Creates a ring with a number of chunks and their length in bytes. */
    public ChunkRing(int count, int chunkBytes) {
        this.chunks = new @Nullable Chunk[count];
        this.chunkBytes = chunkBytes;
    }

    /** Returns the least recently used chunk. Waits until no hash needs its bytes. */
    public Chunk next() {
        Chunk chunk = chunks[next];
        if (chunk == null) {
            chunk = new Chunk(chunkBytes);
            chunks[next] = chunk;
        } else {
            chunk.awaitUnused();
        }
        next = (next + 1) % chunks.length;
        return chunk;
    }
}
