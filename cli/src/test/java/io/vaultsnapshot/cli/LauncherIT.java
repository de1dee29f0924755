package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The real launcher as a process, on what this build has just packaged. It must not start another build. */
class LauncherIT {
    private static final Path LAUNCHER = Launcher.PATH;
    private static final Path SNAPSHOT =
            Path.of("../fixtures/openbao-2.6.2-shamir.snap").toAbsolutePath().normalize();
    private static final String SEALED =
            SNAPSHOT.resolveSibling("openbao-2.6.2-awskms.snap").toString();
    private static final String OBJECT = "s3://bucket/snapshots/demo/vault_20261123_020005.snap";
    /** How each line of ours begins. */
    private static final Pattern OURS = Pattern.compile("^(vault-snapshot |vault-snapshot: |Try 'vault-snapshot )");

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

    /** Each command, so far that the libraries it needs do something, and its exit code. */
    static Stream<Arguments> calls() {
        return Stream.of(
                Arguments.of(List.of("verify", OBJECT), ExitCode.COULD_NOT_LOOK),
                Arguments.of(List.of("verify", "--unwrap-seal", SEALED), ExitCode.COULD_NOT_LOOK),
                Arguments.of(List.of("inspect", OBJECT), ExitCode.COULD_NOT_LOOK),
                Arguments.of(List.of("inspect", "--diff", SNAPSHOT.toString(), SEALED), ExitCode.FINDINGS),
                Arguments.of(
                        List.of("acknowledge", "--code", "REGRESSION", "--reason", "meant", OBJECT),
                        ExitCode.COULD_NOT_LOOK),
                Arguments.of(List.of("audit", "--bucket", "bucket", "demo"), ExitCode.COULD_NOT_LOOK),
                Arguments.of(List.of("restore", "--bucket", "bucket", "--cluster", "demo"), ExitCode.COULD_NOT_LOOK),
                Arguments.of(List.of("status", "--bucket", "bucket"), ExitCode.COULD_NOT_LOOK),
                Arguments.of(List.of("report", "--bucket", "bucket"), ExitCode.COULD_NOT_LOOK),
                Arguments.of(List.of("doctor"), ExitCode.FINDINGS),
                Arguments.of(List.of("init", "--account", "222233334444"), ExitCode.USAGE),
                Arguments.of(List.of("due", "--schedule", "@daily"), ExitCode.INTACT),
                Arguments.of(List.of("completion", "bash"), ExitCode.INTACT),
                Arguments.of(List.of("help", "verify"), ExitCode.INTACT));
    }

    /** SLF4J and the SDK print to the error output when nothing stops them. */
    @ParameterizedTest
    @MethodSource("calls")
    void everyCommand_asAProcess_printsNoWordOfADependency(List<String> call, int exitCode) throws Exception {
        CommandRun run = launch(LAUNCHER, call.toArray(String[]::new));

        assertEquals(exitCode, run.exitCode(), run::toString);
        assertFalse(run.out().contains("SLF4J") || run.out().contains("\tat "), run::toString);
        List<String> foreign =
                run.err().lines().filter(line -> !OURS.matcher(line).find()).toList();
        assertEquals(List.of(), foreign, "the error output holds our words only");
    }

    @Test
    void calls_ofThisTest_areOfEveryCommand() {
        assertEquals(
                new TreeSet<>(
                        VaultSnapshotCommand.commandLine().getSubcommands().keySet()),
                calls().map(call -> ((List<?>) call.get()[0]).get(0).toString())
                        .collect(Collectors.toCollection(TreeSet::new)));
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

    /**
     * The start of a process takes half the time when the JVM has its classes in one file. Java 17 does not find them there
     * when the path of a jar looks otherwise as a URL, as with a space; then it reads the jars.
     */
    @Test
    void secondRun_takesItsClassesFromTheArchiveOfTheFirst() throws Exception {
        assumeFalse(LAUNCHER.toUri().getRawPath().contains("%"));
        launch(LAUNCHER, "verify", SNAPSHOT.toString());
        Path loaded = folder.resolve("loaded.txt");

        CommandRun run = launch(
                Map.of("VAULT_SNAPSHOT_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded),
                LAUNCHER,
                "verify",
                SNAPSHOT.toString());

        assertEquals("", run.err());
        List<String> fromJars = Files.readAllLines(loaded).stream()
                .filter(line -> line.contains(" source: file:") && line.endsWith(".jar"))
                .toList();
        assertEquals(List.of(), fromJars, "the archive is of these jars");
    }

    private CommandRun launch(Path launcher, String... arguments) throws IOException, InterruptedException {
        return launch(Map.of(), launcher, arguments);
    }

    private CommandRun launch(Map<String, String> environment, Path launcher, String... arguments)
            throws IOException, InterruptedException {
        Launcher process = new Launcher(folder, launcher);
        environment.forEach(process::with);
        return process.run(arguments);
    }
}
