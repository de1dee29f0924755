package io.vaultsnapshot.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The temporary folder that holds everything the demo writes. */
final class Workspace {
    private final Path root;

    Workspace() {
        try {
            this.root = Files.createTempDirectory("vault-snapshot-demo-");
        } catch (IOException unwritable) {
            throw new DemoException("cannot create a temporary folder: " + unwritable, unwritable);
        }
    }

    Path root() {
        return root;
    }

    /** Returns a folder, created when it is not there. */
    Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Writes a text file and returns it. */
    Path write(String name, String text) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.resolveSibling("."));
            return Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Writes a program of one's own and returns it. */
    Path writeProgram(String name, String script) {
        Path file = write(name, script);
        if (!file.toFile().setExecutable(true)) {
            throw new DemoException("cannot make " + file + " executable");
        }
        return file;
    }

    /** Copies a resource of the demo to a file and returns it. */
    Path unpack(String resource) {
        Path file = root.resolve(resource);
        try (InputStream in = Objects.requireNonNull(Workspace.class.getResourceAsStream(resource), resource)) {
            Files.copy(in, file);
            return file;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Removes the folder with all that is in it; what cannot be removed stays. */
    void remove() {
        remove(root);
    }

    static void remove(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException goneMeanwhile) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failure)
                        throws IOException {
                    Files.deleteIfExists(emptied);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException inUse) {
            // A temporary folder; the system clears it in the end.
        }
    }
}
