package io.vaultsnapshot.e2e.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;

/**
 * The time that functions see. libfaketime changes the kernel's answer, so the function's code runs unchanged on another day.
 * Nothing else sees that time. A function sees the time that was set when its JVM started. {@link FunctionHost#cool} ends the
 * JVMs, so the next ones see the time that is set then.
 */
public final class FunctionClock {
    private final Path folder;
    private volatile Duration offset = Duration.ZERO;

    /**
     * Creates a clock with the real time.
     *
     * @param folder for the library, which a function's JVM loads
     * @param library libfaketime
     */
    public FunctionClock(Path folder, Path library) {
        this.folder = folder;
        try {
            Files.copy(library, folder.resolve("libfaketime.so"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Sets the time for functions that start from now on. */
    public void set(Instant time) {
        offset = Duration.between(Instant.now(), time);
    }

    /** Returns the folder that the program {@code start} mounts for a function. */
    Path folder() {
        return folder;
    }

    /** Returns how far it is ahead; negative when it is behind. */
    Duration ahead() {
        return offset;
    }

    /** Returns how far it is ahead in seconds, in the form that {@code start} needs: {@code +0}, {@code -86400}. */
    String offset() {
        return String.format("%+d", offset.toSeconds());
    }
}
