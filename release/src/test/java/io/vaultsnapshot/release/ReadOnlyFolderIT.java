package io.vaultsnapshot.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.sandbox.process.ChildProcesses;
import io.vaultsnapshot.sandbox.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release that an administrator has unpacked where others may read only. */
class ReadOnlyFolderIT {
    private static final Duration SHORT = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private ChildProcesses processes;
    private Person person;
    private Path root;
    private String snapshot;

    @BeforeEach
    void install() throws IOException {
        processes = new ChildProcesses(folder.resolve("logs"));
        processes.run(Command.of("open", folder, "chmod", "755", "."), SHORT).orFail();
        person = new Person(processes, folder);
        root = Archive.unpack(processes, folder.resolve("opt"));
        processes
                .run(Command.of("close", root, "chmod", "-R", "a-w", "."), SHORT)
                .orFail();
        snapshot = root.resolve("fixtures/openbao-2.6.2-shamir.snap").toString();
    }

    @AfterEach
    void open() {
        processes
                .run(Command.of("open", root, "chmod", "-R", "u+w", "."), SHORT)
                .orFail();
        processes.close();
    }

    @Test
    void secondRun_takesItsClassesFromTheArchiveInTheUsersCache() throws IOException {
        String launcher = root.resolve("vault-snapshot").toString();
        Path loaded = person.home().resolve("loaded.txt");
        person.run(person.home(), launcher, "verify", snapshot).orFail();

        person.run(
                        Map.of("VAULT_SNAPSHOT_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded),
                        person.home(),
                        launcher,
                        "verify",
                        snapshot)
                .orFail();

        List<String> fromJars = Files.readAllLines(loaded).stream()
                .filter(line -> line.contains(" source: file:") && line.endsWith(".jar"))
                .toList();
        assertEquals(List.of(), fromJars, "the archive is of these jars");
        Set<String> kept = Archive.names(person.home().resolve(".cache/vault-snapshot"));
        assertTrue(kept.size() == 1 && kept.toString().endsWith(".jsa]"), kept::toString);
    }
}
