package io.vaultsnapshot.e2e.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Every program the suite starts: one folder with all their logs, and none outlives it. */
public final class ChildProcesses implements AutoCloseable {
    private final Path logs;
    private final List<ServerProcess> servers = new CopyOnWriteArrayList<>();
    private final AtomicInteger commands = new AtomicInteger();

    /** Keeps logs in a folder, which is created. */
    public ChildProcesses(Path logs) {
        this.logs = logs;
        try {
            Files.createDirectories(logs);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Returns the folder with all logs. */
    public Path logs() {
        return logs;
    }

    /** Returns the servers started so far, ended ones too. */
    public List<ServerProcess> servers() {
        return List.copyOf(servers);
    }

    /**
     * Starts a server. Its log is {@code <name>.log}; another start under the same name appends.
     *
     * @throws ProcessFailedException if it cannot be started
     */
    public ServerProcess start(Command command) {
        Path log = logs.resolve(command.name() + ".log");
        Process process = launch(
                command, builder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile())));
        ServerProcess server = new ServerProcess(command.name(), process, log);
        servers.add(server);
        return server;
    }

    /**
     * Runs a program to its end. What it printed stands in {@code command-<n>-<name>.out} and {@code .err}.
     *
     * @throws ProcessFailedException if it cannot be started or takes longer than allowed; a failure is the caller's to judge
     */
    public CommandResult run(Command command, Duration longest) {
        return run(command, "", longest);
    }

    /** As {@link #run(Command, Duration)}, with standard input. */
    public CommandResult run(Command command, String input, Duration longest) {
        String file = String.format("command-%03d-%s", commands.incrementAndGet(), command.name());
        Path out = logs.resolve(file + ".out");
        Path err = logs.resolve(file + ".err");
        Process process =
                launch(command, builder(command).redirectOutput(out.toFile()).redirectError(err.toFile()));
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            // It did not want its input; its exit code tells whether that is a failure.
        }
        await(command, process, longest, out);
        return new CommandResult(command.name(), process.exitValue(), read(out), read(err), out);
    }

    private static void await(Command command, Process process, Duration longest, Path out) {
        try {
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                throw new ProcessFailedException(command.name() + " did not end within " + longest.toSeconds() + " s: "
                        + String.join(" ", command.line()) + ", output " + out);
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new ProcessFailedException(command.name() + " was interrupted", stopped);
        }
    }

    /** Ends all servers, the last one started first. */
    @Override
    public void close() {
        for (int last = servers.size() - 1; last >= 0; last--) {
            servers.get(last).stop();
        }
    }

    private static ProcessBuilder builder(Command command) {
        ProcessBuilder builder =
                new ProcessBuilder(command.line()).directory(command.folder().toFile());
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        return builder;
    }

    private static Process launch(Command command, ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException notStarted) {
            throw new ProcessFailedException(
                    "cannot start " + command.name() + ": " + notStarted.getMessage(), notStarted);
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
