package io.vaultsnapshot.snapshot.archive.hash;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A SHA-256 that is computed while its bytes are read. Every byte of a snapshot is hashed twice, as part of the object
 * and as part of its member. That is most of the work, so {@link HashThreads} do it.
 */
public final class RunningHash {
    private final HashThread thread;
    private final MessageDigest digest = sha256();
    private final CompletableFuture<String> result = new CompletableFuture<>();

    RunningHash(HashThread thread) {
        this.thread = thread;
    }

    /**
     * Adds bytes. They must stay in their chunk unchanged until they are hashed; {@link ChunkRing} takes care of that.
     */
    public void update(Chunk chunk, int offset, int length) {
        chunk.retain();
        thread.execute(() -> {
            try {
                digest.update(chunk.bytes(), offset, length);
            } catch (RuntimeException | Error failure) {
                // Bytes are missing from the hash now, so it must not be compared with any other.
                result.completeExceptionally(failure);
            } finally {
                chunk.release();
            }
        });
    }

    /**
     * Waits until all added bytes are hashed and returns the hash in lower-case hex; call once.
     *
     * @throws IllegalStateException if hashing failed
     */
    public String finish() {
        thread.execute(() -> result.complete(HexFormat.of().formatHex(digest.digest())));
        try {
            return result.join();
        } catch (CompletionException failure) {
            throw new IllegalStateException("hashing failed", failure.getCause());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
