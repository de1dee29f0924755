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
 * runs unchanged on another day. It can be moved while a function is warm. Time passes in it as everywhere.
 */
public final class FunctionClock {
    private final Path folder;

    /**
     * Creates a clock that tells the real time.
     *
     * @param folder for what a function's JVM needs to see it
     * @param library libfaketime
     */
    public FunctionClock(Path folder, Path library) {
        this.folder = folder;
        try {
            Files.copy(library, folder.resolve("libfaketime.so"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        reset();
    }

    /** Lets it be this time for functions from now on. */
    public void set(Instant time) {
        Duration offset = Duration.between(Instant.now(), time);
        write(String.format("%+d", offset.toSeconds()));
    }

    /** Lets functions see the real time again. */
    public void reset() {
        write("+0");
    }

    /** Returns the folder that the program {@code start} shows to a function. */
    Path folder() {
        return folder;
    }

    private void write(String offset) {
        try {
            Path whole = folder.resolve("offset.new");
            Files.writeString(whole, offset + "\n");
            Files.move(whole, folder.resolve("offset"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
