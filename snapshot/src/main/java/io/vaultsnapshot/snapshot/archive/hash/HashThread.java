package io.vaultsnapshot.snapshot.archive.hash;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Hashes beside the reading thread, in the order of the calls. Until it is started it hashes in the calling thread: a
 * thread does not pay for an object of one chunk.
 */
final class HashThread implements AutoCloseable {
    private final String name;
    private @Nullable ExecutorService thread;

    HashThread(String name) {
        this.name = name;
    }

    /** Starts the thread, which does all work from now on. */
    void start() {
        if (thread == null) {
            thread = Executors.newSingleThreadExecutor(this::daemon);
        }
    }

    void execute(Runnable work) {
        if (thread == null) {
            work.run();
        } else {
            thread.execute(work);
        }
    }

    /** Ends the thread. Work that is left is dropped. */
    @Override
    public void close() {
        if (thread != null) {
            thread.shutdownNow();
        }
    }

    private Thread daemon(Runnable work) {
        Thread daemon = new Thread(work, name);
        daemon.setDaemon(true);
        return daemon;
    }
}
