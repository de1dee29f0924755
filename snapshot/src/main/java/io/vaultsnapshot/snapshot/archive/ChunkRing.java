package io.vaultsnapshot.snapshot.archive;

import org.jspecify.annotations.Nullable;

/**
 * Chunks that take turns. Their number bounds both the memory and how far hashing may lag behind reading; those that
 * are never needed are never made.
 */
final class ChunkRing {
    private final @Nullable Chunk[] chunks;
    private final int chunkBytes;
    private int next;

    ChunkRing(int count, int chunkBytes) {
        this.chunks = new @Nullable Chunk[count];
        this.chunkBytes = chunkBytes;
    }

    /** Returns the chunk that was returned longest ago, as soon as nobody needs its bytes. */
    Chunk next() {
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
