package io.vaultsnapshot.e2e.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The time that functions see, and nobody else: libfaketime shifts what the kernel answers, so that the function's own code
 * runs unchanged on another day. It can be moved while a function is warm. Time passes in it as everywhere.
 */
public final class FunctionClock {
    private final Path file;
    private final Path library;

    FunctionClock(Path folder, Path library) {
        this.file = folder.resolve("offset");
        this.library = library;
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

    /** Returns the variables that make a program see this clock. */
    Map<String, String> variables() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                "FAKETIME_NO_CACHE",
                "1",
                // The JVM waits and measures with the monotonic clock, which must not jump.
                "DONT_FAKE_MONOTONIC",
                "1");
    }

    private void write(String offset) {
        try {
            Path whole = file.resolveSibling("offset.new");
            Files.writeString(whole, offset + "\n");
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
