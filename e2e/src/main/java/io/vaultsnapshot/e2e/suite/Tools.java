package io.vaultsnapshot.e2e.suite;

import io.vaultsnapshot.e2e.process.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The programs that {@code e2e/setup} installed. It alone knows their versions and where they are. */
public final class Tools implements SuiteServer {
    private final Map<String, Path> programs;

    /** Asks setup; fails with its own words when something is not installed. */
    public Tools(Suite suite) {
        Path project = Suite.project();
        Command where =
                Command.of("setup-where", project, project.resolve("e2e/setup").toString(), "--where");
        String cache = System.getenv("XDG_CACHE_HOME");
        this.programs = suite.processes()
                .run(cache == null ? where : where.with("XDG_CACHE_HOME", cache), Duration.ofSeconds(30))
                .orFail()
                .out()
                .lines()
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')),
                        line -> Path.of(line.substring(line.indexOf('=') + 1))));
    }

    /**
     * Returns where a program is.
     *
     * @param name as {@code e2e/setup --where} prints it
     */
    public Path path(String name) {
        Path path = programs.get(name);
        if (path == null) {
            throw new IllegalArgumentException(
                    "e2e/setup installs no program '" + name + "'; it knows " + programs.keySet());
        }
        return path;
    }

    /** Returns a program that the machine brings, if it is on {@code PATH}. */
    public static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
