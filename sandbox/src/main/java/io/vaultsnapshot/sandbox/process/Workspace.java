package io.vaultsnapshot.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One folder, and the programs that run in it. */
public final class Workspace implements AutoCloseable {
    private final Path root;
    private final ChildProcesses processes;

    /** Uses a folder, which is created. Logs go to {@code logs} in it. */
    public Workspace(Path root) {
        this.root = root;
        this.processes = new ChildProcesses(root.resolve("logs"));
    }

    /** Returns the folder itself. */
    public Path root() {
        return root;
    }

    /** Returns the programs that run in it. */
    public ChildProcesses processes() {
        return processes;
    }

    /** Returns a folder in it, created when it does not exist. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Writes a text file and returns it. */
    public Path write(String name, String text) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.resolveSibling("."));
            return Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Ends all programs. The folder stays. */
    @Override
    public void close() {
        processes.close();
    }
}
