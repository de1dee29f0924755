package io.vaultsnapshot.e2e.suite;

import io.vaultsnapshot.contract.settings.ServerKind;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.server.ServerBinary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The programs that {@code e2e/setup} installed. Only that script has their versions and their places. */
public final class Tools implements SuiteServer {
    private final Map<String, Path> programs;

    /** Asks the script. Fails with its message when something is not installed. */
    public Tools(Suite suite) {
        Path project = Suite.project();
        Command where =
                Command.of("setup-where", project, project.resolve("e2e/setup").toString(), "--where");
        String cache = System.getenv("XDG_CACHE_HOME");
        this.programs = suite.processes()
                .run(cache == null ? where : where.with("XDG_CACHE_HOME", cache), Duration.ofMinutes(1))
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

    /** Returns OpenBao. */
    public ServerBinary openBao() {
        return new ServerBinary(ServerKind.OPENBAO, path("bao"));
    }

    /** Returns every kind of server that is here: OpenBao always, Vault if {@code vault} is on {@code PATH}. */
    public List<ServerBinary> servers() {
        return Stream.concat(Stream.of(openBao()), ServerBinary.onPath(ServerKind.VAULT).stream())
                .toList();
    }

    /** Returns the home of the Java that a Lambda runtime brings, such as {@code java25}. */
    public Path javaHome(String runtime) {
        try {
            return path(runtime).toRealPath().resolve("../..").normalize();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
