package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What holds for every command: help, version, errors in one line, JSON on the output only. */
class EveryCommandTest {
    private static final int WIDTH = 80;
    private static final List<String> WITHOUT_RESULT = List.of("completion", "init");

    static Stream<String> commands() {
        return VaultSnapshotCommand.commandLine().getSubcommands().keySet().stream();
    }

    @Test
    void commands_all_areThoseOfTheReadme() {
        assertEquals(
                List.of(
                        "acknowledge",
                        "audit",
                        "completion",
                        "doctor",
                        "due",
                        "init",
                        "inspect",
                        "report",
                        "restore",
                        "status",
                        "verify"),
                commands().filter(name -> !name.equals("help")).sorted().toList());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_eachCommand_namesOptionsAndExitCodesWithinTheWidth(String command) {
        if (command.equals("help")) {
            return;
        }
        CommandRun run = CommandRun.of(command, "--help");

        assertEquals(0, run.exitCode());
        assertEquals("", run.err());
        assertTrue(run.out().startsWith("Usage: vault-snapshot " + command), run::out);
        assertTrue(run.out().contains("Exit codes: 0 "), run::out);
        // What completion prints is for the shell, and what init prints for a person.
        assertTrue(run.out().contains("--format=FORMAT") || WITHOUT_RESULT.contains(command), run::out);
        assertTrue(run.out().lines().allMatch(line -> line.length() <= WIDTH), run::out);
    }

    /** A word that is split at its ':' or '|' cannot be copied, and is hard to read. */
    @ParameterizedTest
    @MethodSource("commands")
    void help_onANarrowTerminal_hasTheSameWords(String command) {
        assertEquals(
                List.of(help(command, 400).split("\\s+")),
                List.of(help(command, 60).split("\\s+")));
        assertTrue(help(command, 60).lines().allMatch(line -> line.length() <= 60), () -> help(command, 60));
    }

    private static String help(String command, int columns) {
        CommandLine line = VaultSnapshotCommand.commandLine().getSubcommands().get(command);
        return line.setUsageHelpWidth(columns).getUsageMessage();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void unknownOption_eachCommand_isTwoLinesAndExitsTwo(String command) {
        if (command.equals("help")) {
            return;
        }
        CommandRun run = CommandRun.of(command, "--no-such-option");

        assertEquals(ExitCode.USAGE, run.exitCode());
        assertEquals("", run.out());
        List<String> lines = run.err().lines().toList();
        assertEquals(2, lines.size(), run::err);
        assertTrue(lines.get(0).startsWith("vault-snapshot " + command + ": "), run::err);
        assertEquals("Try 'vault-snapshot " + command + " --help'.", lines.get(1));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void format_anotherWord_isRefusedByName(String command) {
        if (command.equals("help") || WITHOUT_RESULT.contains(command)) {
            return;
        }
        CommandRun run = CommandRun.of(command, "--format", "yaml");

        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains("yaml") || run.err().contains("Missing required"), run::err);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version"})
    void version_ofTheBuild_isThePomsWithTheCommit(String option) {
        CommandRun run = CommandRun.of(option);

        assertEquals(0, run.exitCode());
        assertTrue(
                run.out().matches("vault-snapshot [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)? \\(commit [^$@{}]+\\)\\R"),
                run::out);
    }

    @Test
    void misspeltCommand_close_isAskedAbout() {
        CommandRun run = CommandRun.of("verfy");

        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains("verify"), run::err);
        assertFalse(run.err().contains("version"), run::err);
        assertTrue(run.err().lines().count() <= 2, run::err);
    }

    @Test
    void inspectDiff_oneSideBroken_saysSoFirst() {
        CommandRun run = CommandRun.of("inspect", "--diff", "pom.xml", "../fixtures/openbao-2.6.2-shamir.snap");

        assertEquals(ExitCode.FINDINGS, run.exitCode());
        assertTrue(run.out().startsWith("before  pom.xml  is corrupt: the object starts with 0x3c"), run::out);
    }

    @Test
    void inspectGarbage_text_saysSoFirst() {
        CommandRun run = CommandRun.of("inspect", "pom.xml");

        assertEquals(ExitCode.FINDINGS, run.exitCode());
        assertTrue(run.out().startsWith("pom.xml  is corrupt: the object starts with 0x3c"), run::out);
        assertTrue(run.out().contains("NOT_GZIP"), run::out);
        assertFalse(run.out().contains("Exception"), run::out);
    }
}
