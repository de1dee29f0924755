package io.vaultsnapshot.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Every program the demo starts, so that none outlives it. Each is ended by its own handle, children first. */
final class ChildProcesses implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Starts a program with exactly this environment; what it prints goes to a file.
     *
     * @throws DemoException if it cannot be started
     */
    Process start(List<String> command, Map<String, String> environment, Path folder, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            running.add(process);
            if (closed) {
                end(process);
            }
            return process;
        } catch (IOException notStarted) {
            throw new DemoException("cannot start " + command.get(0) + ": " + notStarted.getMessage(), notStarted);
        }
    }

    /**
     * Runs a program to its end and returns its exit code.
     *
     * @throws DemoException if it takes longer than allowed; it is ended then
     */
    int run(List<String> command, Map<String, String> environment, Path folder, Path log, Duration longest) {
        Process process = start(command, environment, folder, log);
        try {
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DemoException(String.join(" ", command) + " did not end within " + longest.toSeconds()
                        + " s; its log is " + log);
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DemoException("was interrupted", stopped);
        } finally {
            end(process);
        }
    }

    @Override
    public void close() {
        closed = true;
        running.forEach(this::end);
    }

    private void end(Process process) {
        List<ProcessHandle> family = process.descendants().toList();
        family.forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        family.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
        running.remove(process);
    }
}
