package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real launcher as a process, on what this build has just packaged. It must not start another build. */
class LauncherIT {
    private static final Path LAUNCHER =
            Path.of("../vault-snapshot").toAbsolutePath().normalize();
    private static final Path SNAPSHOT =
            Path.of("../fixtures/openbao-2.6.2-shamir.snap").toAbsolutePath().normalize();
    private static final long LONGEST_SECONDS = 60;

    @TempDir
    private Path folder;

    @Test
    void help_ofTheLauncher_isPrintedWithoutABuild() throws Exception {
        CommandRun run = launch(LAUNCHER, "--help");

        assertEquals(0, run.exitCode(), run::toString);
        assertEquals("", run.err());
        assertTrue(run.out().contains("verify"), run::out);
    }

    @Test
    void version_ofTheLauncher_isPrintedWithoutABuild() throws Exception {
        CommandRun run = launch(LAUNCHER, "--version");

        assertEquals(0, run.exitCode(), run::toString);
        assertTrue(run.out().startsWith("vault-snapshot "), run::out);
        assertEquals("", run.err());
    }

    @Test
    void verify_wholeSnapshot_exitsZeroWithoutAWordOfADependency() throws Exception {
        CommandRun run = launch(LAUNCHER, "verify", SNAPSHOT.toString());

        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
        assertTrue(run.out().startsWith("intact"), run::out);
        assertEquals("", run.err());
    }

    @Test
    void verify_cutSnapshot_exitsOne() throws Exception {
        byte[] whole = Files.readAllBytes(SNAPSHOT);
        Path cut = Files.write(folder.resolve("cut.snap"), Arrays.copyOf(whole, 9000));

        CommandRun run = launch(LAUNCHER, "verify", cut.toString());
        assertEquals(ExitCode.FINDINGS, run.exitCode(), run::toString);
        assertTrue(run.out().contains("TRUNCATED (at byte 9000)"), run::out);
    }

    /** SLF4J and the SDK print to the error output when nothing stops them. */
    @Test
    void verify_bucketThatDoesNotAnswer_exitsThreeWithoutAWordOfADependency() throws Exception {
        CommandRun run = launch(LAUNCHER, "verify", "s3://bucket/snapshots/demo/vault_20261123_020005.snap");

        assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode(), run::toString);
        assertFalse((run.out() + run.err()).contains("SLF4J"), run::toString);
        assertFalse((run.out() + run.err()).contains("\tat "), run::toString);
        assertEquals("", run.err());
    }

    @Test
    void inspect_asJson_isOneObjectOnTheOutput() throws Exception {
        CommandRun run = launch(LAUNCHER, "inspect", "--format", "json", SNAPSHOT.toString());

        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
        assertEquals("intact", Json.read(run.out()).get("verdict"));
        assertEquals("", run.err());
    }

    @Test
    void due_schedule_isPrinted() throws Exception {
        CommandRun run = launch(LAUNCHER, "due", "--schedule", "0 2 * * 1-5", "--from", "2026-11-24", "--count", "1");

        assertEquals(0, run.exitCode(), run::toString);
        assertTrue(run.out().contains("2026-11-24"), run::out);
    }

    @Test
    void wrongCall_throughTheLauncher_exitsTwo() throws Exception {
        CommandRun run = launch(LAUNCHER, "due", "--schedule", "0 2 * * 7");

        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains("7: weekdays are 0 to 6"), run::err);
    }

    @Test
    void launcher_throughASymlinkFromAnotherFolder_worksOnTheCheckout() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("vs"), LAUNCHER);

        CommandRun run = launch(link, "verify", SNAPSHOT.toString());
        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
        try (var files = Files.list(folder)) {
            assertEquals(
                    1,
                    files.filter(file -> !file.getFileName().toString().endsWith(".txt"))
                            .count());
        }
    }

    private CommandRun launch(Path launcher, String... arguments) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1");
        builder.environment().put("AWS_REGION", "eu-north-1");
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "not-a-secret");
        Process process = builder.start();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end");
        }
        return new CommandRun(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
