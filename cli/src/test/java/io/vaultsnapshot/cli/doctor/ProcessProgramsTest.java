package io.vaultsnapshot.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: found, run, and ended in time. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ProcessProgramsTest {
    private final ProcessPrograms programs = new ProcessPrograms("/bin:/usr/bin", Duration.ofSeconds(20));

    @Test
    void run_ofAProgram_returnsBothOutputsAndTheExitCode() {
        Programs.Answer answer = programs.run(List.of("sh", "-c", "echo out; echo 'no luck' >&2; exit 3"));

        assertEquals(new Programs.Answer(3, "out\n", "no luck\n"), answer);
        assertEquals("no luck", answer.reason());
    }

    @Test
    void run_longerThanAllowed_endsTheProgramAndItsChildren() {
        ProcessPrograms hasty = new ProcessPrograms("/bin", Duration.ofMillis(200));

        Programs.Answer answer = hasty.run(List.of("sh", "-c", "sleep 600; echo late"));

        assertEquals(-1, answer.exitCode());
        assertEquals("sh gave no answer within 0 s", answer.reason());
    }

    @Test
    void run_ofNothing_isAnAnswerToo() {
        assertTrue(programs.run(List.of("/no/such/program")).reason().startsWith("/no/such/program cannot be started"));
    }

    @Test
    void run_thatReadsItsInput_findsItsEnd() {
        assertEquals("", programs.run(List.of("cat")).out());
    }

    @Test
    void find_onPath_isTheFirstExecutable(@TempDir Path folder) throws Exception {
        Path first = Files.createDirectories(folder.resolve("a"));
        Path second = Files.createDirectories(folder.resolve("b"));
        Files.writeString(first.resolve("tool"), "not executable");
        Path tool = Files.writeString(second.resolve("tool"), "#!/bin/sh\n");
        assertTrue(tool.toFile().setExecutable(true));
        ProcessPrograms found = new ProcessPrograms(first + ":" + second, Duration.ofSeconds(1));

        assertEquals(Optional.of(tool), found.find("tool"));
        assertEquals(Optional.empty(), found.find("other"));
    }
}
