package io.vaultsnapshot.manifests;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;

/**
 * The folder with one cluster's files. A file is replaced by a rename, so kubectl never reads half of one. What an
 * earlier run wrote and this one does not is removed. A file that did not come from here stays.
 */
final class ClusterFolder {
    private final Path folder;

    ClusterFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder hold these files, by name. */
    void replaceWith(Map<String, String> files) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : files.entrySet()) {
            write(file.getKey(), file.getValue());
        }
        try (DirectoryStream<Path> numbered = Files.newDirectoryStream(folder, "[0-9][0-9]-*.yaml")) {
            for (Path each : numbered) {
                if (!files.containsKey(String.valueOf(each.getFileName())) && isOurs(each)) {
                    Files.delete(each);
                }
            }
        }
    }

    private void write(String name, String text) throws IOException {
        // Neither kubectl nor the removal below looks at a name that starts with a dot and ends like this.
        Path unfinished = folder.resolve("." + name + ".unfinished");
        Files.writeString(unfinished, text);
        if (text.startsWith("#!") && !unfinished.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make " + unfinished + " executable");
        }
        Files.move(
                unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isOurs(Path file) throws IOException {
        byte[] mark = ClusterManifests.MARK.getBytes(StandardCharsets.UTF_8);
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream start = Files.newInputStream(file)) {
            return Arrays.equals(start.readNBytes(mark.length), mark);
        }
    }
}
