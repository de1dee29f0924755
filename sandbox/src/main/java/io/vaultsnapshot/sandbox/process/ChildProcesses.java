package io.vaultsnapshot.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Every program that one owner starts. All logs are in one folder. Closing ends every program that still runs. */
public final class ChildProcesses implements AutoCloseable {
    private final Path logs;
    private final List<ServerProcess> servers = new CopyOnWriteArrayList<>();
    private final Set<Process> commands = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean closed;

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

    /** Returns the servers started so far, including those that have ended. */
    public List<ServerProcess> servers() {
        return List.copyOf(servers);
    }

    /**
     * Starts a server. Its log is {@code <name>.log}. A second start under the same name appends to it.
     *
     * @throws ProcessFailedException if it cannot be started
     */
    public ServerProcess start(Command command) {
        Path log = logs.resolve(command.name() + ".log");
        ProcessBuilder builder =
                builder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
        ServerProcess server = new ServerProcess(command.name(), launch(command, builder), log);
        servers.add(server);
        if (closed) {
            server.stop();
        }
        return server;
    }

    /**
     * Runs a program to its end. Its output is kept in {@code command-<n>-<name>.out} and {@code .err}. Any exit code is
     * returned: the caller decides what is a failure.
     *
     * @throws ProcessFailedException if it cannot be started, or if it takes longer than allowed; then it is ended
     */
    public CommandResult run(Command command, Duration longest) {
        return run(command, "", longest);
    }

    /** As {@link #run(Command, Duration)}, with standard input. */
    public CommandResult run(Command command, String input, Duration longest) {
        String file = String.format("command-%03d-%s", count.incrementAndGet(), command.name());
        Path out = logs.resolve(file + ".out");
        Path err = logs.resolve(file + ".err");
        Process process =
                launch(command, builder(command).redirectOutput(out.toFile()).redirectError(err.toFile()));
        commands.add(process);
        if (closed) {
            ProcessTree.end(process);
        }
        try {
            write(input, process);
            await(command, process, longest, out);
        } finally {
            commands.remove(process);
        }
        return new CommandResult(command.name(), process.exitValue(), read(out), read(err), out);
    }

    private static void write(String input, Process process) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            // The program did not read its input. Its exit code tells whether that is a failure.
        }
    }

    private static void await(Command command, Process process, Duration longest, Path out) {
        try {
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                ProcessTree.end(process);
                throw new ProcessFailedException(command.name() + " did not end within " + longest.toSeconds() + " s: "
                        + String.join(" ", command.line()) + ", output " + out);
            }
        } catch (InterruptedException stopped) {
            ProcessTree.end(process);
            Thread.currentThread().interrupt();
            throw new ProcessFailedException(command.name() + " was interrupted", stopped);
        }
    }

    /** Ends commands, then servers, the last one started first. A program that is started later is ended at once. */
    @Override
    public void close() {
        closed = true;
        commands.forEach(ProcessTree::end);
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
