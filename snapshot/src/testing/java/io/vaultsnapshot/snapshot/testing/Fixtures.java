package io.vaultsnapshot.snapshot.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Snapshots that real servers made; see {@code fixtures/README.md}. */
public final class Fixtures {
    private static final Path FOLDER = Path.of("..", "fixtures");

    private Fixtures() {}

    /** Returns a small whole snapshot. */
    public static byte[] whole() {
        return named("openbao-2.6.2-shamir.snap");
    }

    /** Returns a snapshot by its file's name. */
    public static byte[] named(String file) {
        try {
            return Files.readAllBytes(FOLDER.resolve(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Returns the first half of it. */
    public static byte[] truncated() {
        byte[] whole = whole();
        return Arrays.copyOf(whole, whole.length / 2);
    }
}
