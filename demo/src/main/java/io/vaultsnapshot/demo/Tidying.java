package io.vaultsnapshot.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Leaves nothing behind, whether the demo ends by itself or is stopped with Ctrl-C. */
final class Tidying {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Machine machine;
    private final Screen screen;
    private final boolean keep;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread onInterrupt = new Thread(this::stop, "tidy");

    /** Watches over a machine from now on. */
    Tidying(Machine machine, Screen screen, boolean keep) {
        this.machine = machine;
        this.screen = screen;
        this.keep = keep;
        Runtime.getRuntime().addShutdownHook(onInterrupt);
    }

    /**
     * Ends what runs on the machine, and removes its folder unless it is to be kept.
     *
     * @return false when the demo was stopped, so that there is nothing to tell any more
     */
    boolean end(boolean keepFolder) {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException stoppedMeanwhile) {
            return false;
        }
        machine.close();
        if (!keepFolder) {
            machine.workspace().remove();
        }
        return true;
    }

    private void stop() {
        screen.mute();
        machine.close();
        try {
            // Whatever is half done fails now; after that nobody writes into the folder.
            ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException neverMind) {
            Thread.currentThread().interrupt();
        }
        if (!keep) {
            machine.workspace().remove();
        }
    }
}
