package io.vaultsnapshot.sandbox.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs of this machine. */
public final class Programs {
    private Programs() {}

    /** Returns the folders in which programs are looked for, as {@code PATH} has them. */
    public static String searchPath() {
        return System.getenv().getOrDefault("PATH", "");
    }

    /** Returns the program of that name, or empty if no folder of {@code PATH} has one. */
    public static Optional<Path> onPath(String name) {
        return Stream.of(searchPath().split(File.pathSeparator, -1))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
