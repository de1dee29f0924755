package io.vaultsnapshot.sandbox.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessesTest {
    @TempDir
    Path folder;

    @Test
    void awaitReady_serverEndsMeanwhile_failsWithItsLastLines() {
        try (ChildProcesses processes = new ChildProcesses(folder)) {
            ServerProcess server = processes.start(Command.of("broken", folder, "sh", "-c", "echo no disk; exit 3"));

            ProcessFailedException failure = assertThrows(
                    ProcessFailedException.class, () -> server.awaitReady(Duration.ofSeconds(20), () -> false));

            assertTrue(failure.getMessage().contains("exit code 3"), failure.getMessage());
            assertTrue(failure.getMessage().contains("no disk"), failure.getMessage());
            assertTrue(failure.getMessage().contains("broken.log"), failure.getMessage());
        }
    }

    @Test
    void close_serverWithChild_endsBoth() {
        ServerProcess server;
        ProcessHandle child;
        try (ChildProcesses processes = new ChildProcesses(folder)) {
            server = processes.start(Command.of("parent", folder, "sh", "-c", "sleep 600 & wait"));
            child = Waiting.value("the child", Duration.ofSeconds(20), () -> ProcessHandle.of(server.pid())
                    .flatMap(parent -> parent.children().findFirst()));
        }

        assertFalse(server.isRunning());
        Waiting.until("the child to be gone", Duration.ofSeconds(20), () -> !child.isAlive());
    }

    @Test
    void run_programThatFails_keepsItsOutputAndExitCode() {
        try (ChildProcesses processes = new ChildProcesses(folder)) {
            Command command = Command.of("cat", folder, "sh", "-c", "cat; echo bad >&2; exit 4");

            CommandResult result = processes.run(command, "given", Duration.ofSeconds(20));

            assertEquals(4, result.exitCode());
            assertEquals("given", result.out());
            assertEquals("bad\n", result.err());
            assertThrows(ProcessFailedException.class, result::orFail);
        }
    }

    @Test
    void run_programThatDoesNotEnd_isEndedAndNamed() {
        try (ChildProcesses processes = new ChildProcesses(folder)) {
            Command command = Command.of("slow", folder, "sleep", "600");

            ProcessFailedException failure =
                    assertThrows(ProcessFailedException.class, () -> processes.run(command, Duration.ofMillis(200)));

            assertTrue(failure.getMessage().contains("slow did not end"), failure.getMessage());
        }
    }

    @Test
    void close_whileACommandRuns_endsIt() throws Exception {
        ChildProcesses processes = new ChildProcesses(folder);
        Command command = Command.of("endless", folder, "sh", "-c", "echo begun; exec sleep 600");
        CompletableFuture<CommandResult> result =
                CompletableFuture.supplyAsync(() -> processes.run(command, Duration.ofMinutes(5)));
        Path log = folder.resolve("command-001-endless.out");
        Waiting.until("the command to run", Duration.ofSeconds(20), () -> Files.readString(log)
                .equals("begun\n"));

        processes.close();

        assertNotEquals(0, result.get(20, TimeUnit.SECONDS).exitCode());
    }

    @Test
    void start_afterClose_endsTheProgramAtOnce() {
        ChildProcesses processes = new ChildProcesses(folder);
        processes.close();

        assertFalse(processes.start(Command.of("late", folder, "sleep", "600")).isRunning());
        assertNotEquals(
                0,
                processes
                        .run(Command.of("late", folder, "sleep", "600"), Duration.ofSeconds(20))
                        .exitCode());
    }

    @Test
    void run_environment_isWhatTheCommandSaysAndNothingElse() {
        try (ChildProcesses processes = new ChildProcesses(folder)) {
            Command command = new Command("env", List.of("/usr/bin/env"), Map.of("ONE", "1"), folder).with("TWO", "2");

            String printed = processes.run(command, Duration.ofSeconds(20)).out();

            assertEquals(Set.of("ONE=1", "TWO=2"), printed.lines().collect(Collectors.toSet()));
        }
    }
}
