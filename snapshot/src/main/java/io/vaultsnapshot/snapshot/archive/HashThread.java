package io.vaultsnapshot.snapshot.archive;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Does hashing beside the reading thread, in the order it was asked for. Until it is started, whoever asks does the work
 * at once: an object of one chunk is not worth a thread.
 */
final class HashThread implements AutoCloseable {
    private final String name;
    private @Nullable ExecutorService thread;

    HashThread(String name) {
        this.name = name;
    }

    /** Does what is asked for from now on in a thread of its own. */
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

    /** Ends the thread, also half-way; nobody waits for what it had still to do. */
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
