package io.vaultsnapshot.verifier.archive;

import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of the stored object. Every byte of a snapshot is hashed twice, here and as part of its member, and
 * hashing is most of the work; so this half of it runs beside the rest. An object that fits into one buffer starts no
 * thread.
 */
final class ObjectHash implements AutoCloseable {
    private final MessageDigest digest = Sha256.start();
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private @Nullable ExecutorService thread;

    /** Hashes the bytes before it returns; for the object's end. */
    void update(byte[] bytes, int length) {
        last.join();
        digest.update(bytes, 0, length);
    }

    /** Hashes the bytes after all that were given before; they may not change until the result is complete. */
    CompletableFuture<Void> updateLater(byte[] bytes, int length) {
        if (thread == null) {
            thread = Executors.newSingleThreadExecutor(ObjectHash::daemon);
        }
        last = CompletableFuture.runAsync(() -> digest.update(bytes, 0, length), thread);
        return last;
    }

    /** Waits for what was given and returns the hash in lower-case hex; call once. */
    String finish() {
        last.join();
        return Sha256.finish(digest);
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.shutdown();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "snapshot-object-hash");
        thread.setDaemon(true);
        return thread;
    }
}
