package io.vaultsnapshot.sandbox.process;

import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** A program that runs until it is stopped. */
public final class ServerProcess {
    private static final Duration LONGEST_END = Duration.ofMinutes(1);
    private static final int LAST_LINES = 15;

    private final String name;
    private final Process process;
    private final Path log;

    ServerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Returns the name that failures use for it. */
    public String name() {
        return name;
    }

    /** Returns the file that keeps its output. */
    public Path log() {
        return log;
    }

    /** Returns its process id. */
    public long pid() {
        return process.pid();
    }

    /** Returns whether it runs. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /** Returns its exit code. It must have ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /**
     * Waits until it is ready. When the server ends meanwhile, the wait fails at once with the last lines of its log.
     *
     * @throws ProcessFailedException if it ends
     * @throws io.vaultsnapshot.sandbox.waiting.DeadlineExceededException when the deadline passes
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

    /** Ends it and everything that it started: asked first, forced after five seconds. */
    public void stop() {
        ProcessTree.end(process);
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
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException unreadable) {
            return "(the log cannot be read: " + unreadable.getMessage() + ")";
        }
    }
}
