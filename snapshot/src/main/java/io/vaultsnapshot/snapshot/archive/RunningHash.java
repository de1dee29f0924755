package io.vaultsnapshot.snapshot.archive;

import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A SHA-256 that is worked out while its bytes are read. Every byte of a snapshot is hashed twice, as part of the object
 * and as part of its member, and that is most of the work there is; so it is done in {@link HashThread}s.
 */
final class RunningHash {
    private final HashThread thread;
    private final MessageDigest digest = Sha256.start();
    private final CompletableFuture<String> result = new CompletableFuture<>();

    RunningHash(HashThread thread) {
        this.thread = thread;
    }

    /** Adds bytes, which stay unchanged in their chunk until that was done. */
    void update(Chunk chunk, int offset, int length) {
        chunk.retain();
        thread.execute(() -> {
            try {
                digest.update(chunk.bytes(), offset, length);
            } catch (RuntimeException | Error failure) {
                // A hash with a hole in it may never be compared with anything.
                result.completeExceptionally(failure);
            } finally {
                chunk.release();
            }
        });
    }

    /** Waits for what was added and returns the hash in lower-case hex; call once. */
    String finish() {
        thread.execute(() -> result.complete(Sha256.finish(digest)));
        try {
            return result.join();
        } catch (CompletionException failure) {
            throw new IllegalStateException("hashing failed", failure.getCause());
        }
    }
}
