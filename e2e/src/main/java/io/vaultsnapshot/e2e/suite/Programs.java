package io.vaultsnapshot.e2e.suite;

import io.vaultsnapshot.e2e.process.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the programs are that {@code e2e/setup} installs, and those the machine brings. */
public final class Programs implements SuiteServer {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Suite suite;
    private final Map<String, Path> found = new LinkedHashMap<>();

    /** Creates it; nothing is looked up before somebody asks. */
    public Programs(Suite suite) {
        this.suite = suite;
    }

    /**
     * Returns a program that {@code e2e/setup} installs.
     *
     * @param name what setup calls the thing to install, such as {@code openbao}
     * @param program the program's name, such as {@code bao}
     * @throws io.vaultsnapshot.e2e.process.ProcessFailedException if it is not installed; the message says what to run
     */
    public synchronized Path installed(String name, String program) {
        if (!found.containsKey(program)) {
            Path setup = Suite.project().resolve("e2e/setup");
            Command where = Command.of("where-" + name, Suite.project(), setup.toString(), "--where", name);
            suite.processes().run(where, LONGEST).orFail().out().lines().forEach(line -> {
                int equals = line.indexOf('=');
                found.put(line.substring(0, equals), Path.of(line.substring(equals + 1)));
            });
        }
        return Optional.ofNullable(found.get(program))
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' of e2e/setup has no " + program));
    }

    /** Returns a program of the machine's {@code PATH}, if it is there. */
    public static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(file -> file.toFile().canExecute())
                .findFirst();
    }
}
