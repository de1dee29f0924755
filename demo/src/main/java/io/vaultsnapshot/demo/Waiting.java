package io.vaultsnapshot.demo;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition, never for a time. */
final class Waiting {
    private static final long PAUSE_MILLIS = 25;

    private Waiting() {}

    /**
     * Returns once the condition holds.
     *
     * @param what what is waited for, as part of the sentence "waited 30 s for …"
     * @throws DemoException if it does not hold in time
     */
    static void until(BooleanSupplier condition, Duration longest, String what) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new DemoException("waited " + longest.toSeconds() + " s for " + what);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            // Between two looks at the condition; nothing tells when it changes.
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DemoException("was interrupted", stopped);
        }
    }
}
