package io.vaultsnapshot.manifests.scripts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The shell and the programs that scripts use: those of this machine, or those of busybox. */
enum ShellTools {
    /** Usually those of GNU, with dash. */
    MACHINE,
    /** All of them are one program. It is on {@code PATH}, or {@code e2e/setup} has installed it. */
    BUSYBOX;

    private static final List<String> PROGRAMS = List.of("cat", "dd", "gzip", "id", "od", "sha256sum", "tr", "wc");

    static List<ShellTools> available() {
        return Stream.of(values())
                .filter(each -> each == MACHINE || busybox().isPresent())
                .toList();
    }

    /** Runs a script with these tools and nothing else. */
    ScriptRun.Result run(ScriptRun run, String script, String... arguments) throws IOException, InterruptedException {
        if (this == MACHINE) {
            return run.run(script, arguments);
        }
        return run.onlyWith(busybox().orElseThrow(), PROGRAMS).run(script, arguments);
    }

    /** Runs a script with these programs of busybox beside the shell, or with those of this machine. */
    ScriptRun.Result run(ScriptRun run, String script, List<String> programs) throws IOException, InterruptedException {
        return this == MACHINE
                ? run.run(script)
                : run.onlyWith(busybox().orElseThrow(), programs).run(script);
    }

    static Path ofThisMachine(String program) {
        return onPath(program).orElseThrow();
    }

    private static Optional<Path> busybox() {
        return onPath("busybox").or(ShellTools::installedBusybox);
    }

    private static Optional<Path> installedBusybox() {
        try {
            Process where = new ProcessBuilder("../e2e/setup", "--where", "busybox")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(where.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return where.waitFor() == 0
                    ? Optional.of(Path.of(output.strip().replace("busybox=", "")))
                    : Optional.empty();
        } catch (IOException noBash) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
