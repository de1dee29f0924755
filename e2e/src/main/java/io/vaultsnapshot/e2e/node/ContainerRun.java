package io.vaultsnapshot.e2e.node;

import io.vaultsnapshot.e2e.process.ChildProcesses;
import io.vaultsnapshot.e2e.process.Command;
import io.vaultsnapshot.e2e.process.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** One container while it runs and after. */
final class ContainerRun {
    private static final Duration ASKED = Duration.ofSeconds(20);
    private static final int MESSAGE_BYTES = 2048;

    private final ChildProcesses processes;
    private final Path runc;
    private final Path bundle;
    private final Path state;
    private final String id;
    private final ServerProcess process;
    private final Path terminationMessage;
    private final Instant started = Instant.now();

    /** Starts it from its bundle. */
    ContainerRun(ChildProcesses processes, Path runc, Path bundle, String id, String logName, Path terminationMessage) {
        this.processes = processes;
        this.runc = runc;
        this.bundle = bundle;
        this.state = bundle.resolveSibling("runc-state");
        this.id = id;
        this.terminationMessage = terminationMessage;
        this.process = processes.start(Command.of(
                logName,
                bundle,
                runc.toString(),
                "--root",
                state.toString(),
                "run",
                "--bundle",
                bundle.toString(),
                id));
    }

    boolean isRunning() {
        return process.isRunning();
    }

    int exitCode() {
        return process.exitCode();
    }

    Instant started() {
        return started;
    }

    Path log() {
        return process.log();
    }

    /** Sends a signal to its first process. */
    void signal(String name) {
        processes.run(
                Command.of("runc-kill", bundle, runc.toString(), "--root", state.toString(), "kill", id, name), ASKED);
    }

    /** Returns what it left for its status: its own message, or the end of its log if it failed without one. */
    String message() throws IOException {
        byte[] own = Files.readAllBytes(terminationMessage);
        byte[] text = own.length > 0 || exitCode() == 0 ? own : Files.readAllBytes(process.log());
        int from = Math.max(0, text.length - MESSAGE_BYTES);
        return new String(text, from, text.length - from, StandardCharsets.UTF_8);
    }
}
