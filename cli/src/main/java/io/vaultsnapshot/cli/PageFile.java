package io.vaultsnapshot.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** A file that is there whole or not at all: what is at its place stays until the new one is complete. */
final class PageFile {
    private final Path file;
    private final Path folder;

    private PageFile(Path file) {
        this.file = file;
        // The root has no parent, and is refused as a folder.
        this.folder =
                Objects.requireNonNullElse(file.toAbsolutePath().normalize().getParent(), file);
    }

    /**
     * Checks the place of a file before the work for its content begins.
     *
     * @throws IOException if the file cannot be written there; the message says why
     */
    static PageFile at(Path file) throws IOException {
        PageFile page = new PageFile(file);
        if (Files.isDirectory(file)) {
            throw new IOException("cannot write " + file + ": it is a folder; name a file in it");
        }
        if (!Files.isDirectory(page.folder)) {
            throw new IOException("cannot write " + file + ": there is no folder " + page.folder);
        }
        if (!Files.isWritable(page.folder)) {
            throw new IOException("cannot write " + file + ": the folder " + page.folder + " is not writable");
        }
        return page;
    }

    /** Writes the file; returns how many bytes it has. */
    long write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Path part = folder.resolve(
                "." + file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.write(part, bytes, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            Files.deleteIfExists(part);
            throw new IOException("cannot write " + file + ": " + failed.getMessage(), failed);
        }
        return bytes.length;
    }
}
