package io.vaultsnapshot.sandbox.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process with everything that it started. */
final class ProcessTree {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private ProcessTree() {}

    /** Ends all of it: the process is asked first and forced after five seconds, its descendants are forced. */
    static void end(Process process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
