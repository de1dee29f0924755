package io.vaultsnapshot.e2e.node;

import io.vaultsnapshot.sandbox.process.ChildProcesses;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One container, while it runs and after its end. */
final class ContainerRun {
    private static final Duration ASKED = Duration.ofMinutes(1);
    private static final int MESSAGE_BYTES = 2048;
    /** 128 and the number of the signal. */
    private static final int KILLED = 128 + 9;

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
        // Its control group shows how it ended. With --keep the group stays until delete().
        this.process = processes.start(command(logName, "run", "--keep", "--bundle", bundle.toString(), id));
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
        processes.run(command("runc-kill", "kill", id, name), ASKED);
    }

    /** Returns whether the kernel ended its first process for lack of memory. The control group counts that. */
    boolean wasOutOfMemory() throws IOException {
        return exitCode() == KILLED && MemoryGroup.of(state.resolve(id)).kills() > 0;
    }

    /** Ends it if it runs, and removes its control group, which would outlive this JVM. */
    void delete() {
        processes.run(command("runc-delete", "delete", "--force", id), ASKED);
    }

    private Command command(String logName, String... arguments) {
        List<String> line = new ArrayList<>(List.of(runc.toString(), "--root", state.toString()));
        line.addAll(List.of(arguments));
        return Command.of(logName, bundle, line.toArray(String[]::new));
    }

    /** Returns the message for its status: its own one, or the end of its log if it failed without a message. */
    String message() throws IOException {
        byte[] own = Files.readAllBytes(terminationMessage);
        byte[] text = own.length > 0 || exitCode() == 0 ? own : Files.readAllBytes(process.log());
        int from = Math.max(0, text.length - MESSAGE_BYTES);
        return new String(text, from, text.length - from, StandardCharsets.UTF_8);
    }
}
