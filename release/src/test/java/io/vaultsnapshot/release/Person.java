package io.vaultsnapshot.release;

import io.vaultsnapshot.sandbox.process.ChildProcesses;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Somebody with an empty home and few programs, who is not root where these tests are. */
final class Person implements AutoCloseable {
    /** What the launcher, npm's scripts and the CDK CLI start. No Maven, no compiler, no git. */
    private static final List<String> PROGRAMS = List.of(
            "sh",
            "cat",
            "cksum",
            "dirname",
            "env",
            "find",
            "head",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "stty",
            "node");
    /** The account "nobody" of Debian. */
    private static final String ID = "65534";

    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final ChildProcesses processes;
    private final Path programs;
    private final Path home;
    private final boolean root = "root".equals(System.getProperty("user.name"));

    /** Prepares home and programs in a folder. */
    Person(ChildProcesses processes, Path folder) throws IOException {
        this.processes = processes;
        this.programs = Files.createDirectory(folder.resolve("programs"));
        this.home = Files.createDirectory(folder.resolve("home"));
        for (String name : PROGRAMS) {
            Files.createSymbolicLink(
                    programs.resolve(name), Programs.onPath(name).orElseThrow().toRealPath());
        }
        Files.createSymbolicLink(programs.resolve("java"), Path.of(System.getProperty("java.home"), "bin", "java"));
        own(home);
    }

    /** Removes the links to programs, about each of which JUnit would print a warning. */
    @Override
    public void close() throws IOException {
        for (String name : Archive.names(programs)) {
            Files.delete(programs.resolve(name));
        }
    }

    Path programs() {
        return programs;
    }

    Path home() {
        return home;
    }

    /** Gives a folder and all in it to the person. */
    void own(Path folder) {
        if (root) {
            processes
                    .run(Command.of("own", folder, "chown", "-R", ID + ":" + ID, "."), LONGEST)
                    .orFail();
        }
    }

    /** Runs a program in a folder. */
    CommandResult run(Path folder, String... line) {
        return run(Map.of(), folder, line);
    }

    /** Runs a program in a folder, with more variables. */
    CommandResult run(Map<String, String> variables, Path folder, String... line) {
        List<String> words = new ArrayList<>();
        if (root) {
            String become = Programs.onPath("setpriv").orElseThrow().toString();
            words.addAll(List.of(become, "--reuid=" + ID, "--regid=" + ID, "--clear-groups", "--"));
        }
        words.addAll(List.of(line));
        Map<String, String> environment = new HashMap<>(Map.of("PATH", programs.toString(), "HOME", home.toString()));
        environment.putAll(variables);
        return processes.run(new Command("person", words, environment, folder), LONGEST);
    }
}
