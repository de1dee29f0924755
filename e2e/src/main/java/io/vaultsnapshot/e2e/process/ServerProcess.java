package io.vaultsnapshot.e2e.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A program that runs until it is stopped. */
public final class ServerProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_END = Duration.ofMinutes(1);
    private static final int TAIL = 15;

    private final String name;
    private final Process process;
    private final Path log;

    ServerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Returns how failures call it. */
    public String name() {
        return name;
    }

    /** Returns the file that keeps what it printed. */
    public Path log() {
        return log;
    }

    /** Returns its process id, for signals and for its figures in {@code /proc}. */
    public long pid() {
        return process.pid();
    }

    /** Returns whether it runs. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /** Returns how it ended; it must have. */
    public int exitCode() {
        return process.exitValue();
    }

    /**
     * Waits until it is ready. A server that ends meanwhile fails at once, with the last lines of its log.
     *
     * @throws ProcessFailedException if it ends
     * @throws AssertionError when the deadline passes
     */
    public ServerProcess awaitReady(Duration longest, Callable<Boolean> ready) {
        Waiting.until(name + " to be ready, log " + log, longest, () -> {
            if (!process.isAlive()) {
                throw new ProcessFailedException(
                        name + " ended with exit code " + process.exitValue() + ", log " + log + "\n" + lastLines());
            }
            return ready.call();
        });
        return this;
    }

    /** Ends it and what it started: asked first, forced after five seconds. */
    public void stop() {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        family.forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends it without a warning, as a power failure does. */
    public void kill() {
        process.destroyForcibly();
        Waiting.until(name + " to be gone", LONGEST_END, () -> !process.isAlive());
    }

    /** Returns the end of its log. */
    public String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (IOException unreadable) {
            return "(the log cannot be read: " + unreadable.getMessage() + ")";
        }
    }
}
