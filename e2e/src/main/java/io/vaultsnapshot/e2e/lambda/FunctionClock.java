package io.vaultsnapshot.e2e.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;

/**
 * The time that functions see, and nobody else: libfaketime shifts what the kernel answers, so that the function's own code
 * runs unchanged on another day. Time passes in it as everywhere. A function sees the time that was set when its JVM
 * started; {@link FunctionHost#cool} makes all start anew.
 */
public final class FunctionClock {
    private final Path folder;
    private volatile Duration offset = Duration.ZERO;

    /**
     * Creates a clock that tells the real time.
     *
     * @param folder for what a function's JVM needs to see another
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

    /** Lets it be this time for functions that start from now on. */
    public void set(Instant time) {
        offset = Duration.between(Instant.now(), time);
    }

    /** Returns the folder that the program {@code start} shows to a function. */
    Path folder() {
        return folder;
    }

    /** Returns how far it is ahead, in seconds, as {@code start} takes it: {@code +0}, {@code -86400}. */
    String offset() {
        return String.format("%+d", offset.toSeconds());
    }
}
