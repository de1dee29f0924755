package io.vaultsnapshot.release;

import io.vaultsnapshot.sandbox.process.ChildProcesses;
import io.vaultsnapshot.sandbox.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files that this build has just written. */
final class Archive {
    static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    static final String NAME = System.getProperty("release.name");
    static final Path BUILT = Path.of("target").toAbsolutePath();
    static final Path FILE = BUILT.resolve(NAME + ".tar.gz");
    static final Path BILL_OF_MATERIALS = BUILT.resolve(NAME + ".cdx.json");

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private Archive() {}

    /** Unpacks it in a folder, and returns its root. */
    static Path unpack(ChildProcesses processes, Path folder) throws IOException {
        Files.createDirectories(folder);
        processes
                .run(Command.of("unpack", folder, "tar", "--no-same-owner", "-xzf", FILE.toString()), LONGEST)
                .orFail();
        return folder.resolve(NAME);
    }

    /** Returns the libraries that one app has on its class path, as names in the folder {@code jars}. */
    static Set<String> libraries(Path root, String app) throws IOException {
        String list = Files.readString(root.resolve("jars").resolve(app + ".classpath"));
        return new TreeSet<>(Set.of(list.strip().split(":", -1)));
    }

    /** Returns the names of the files of a folder. */
    static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Set<String> names = new TreeSet<>();
            files.forEach(file -> names.add(file.getFileName().toString()));
            return names;
        }
    }
}
