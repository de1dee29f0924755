package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The completion of the real launcher in a real bash, and the man page. */
class CompletionIT {
    @TempDir
    private Path folder;

    @Test
    void bash_atTheFirstWord_completesEveryCommand() throws Exception {
        Set<String> expected = new TreeSet<>(
                VaultSnapshotCommand.commandLine().getSubcommands().keySet());
        expected.addAll(VaultSnapshotCommand.LAUNCHED);

        assertEquals(expected, complete(""));
        assertEquals(new TreeSet<>(Set.of("verify")), complete("ver"));
        assertEquals(new TreeSet<>(Set.of("manifests")), complete("man"));
    }

    @Test
    void bash_afterACommand_completesItsOptions() throws Exception {
        assertTrue(complete("inspect", "--d").containsAll(List.of("--depth", "--diff")));
        assertTrue(complete("restore", "--se").contains("--secret"));
    }

    @Test
    void man_page_hasASectionForEveryCommandAndIsOnlyRequestsAndText() throws Exception {
        String page = new Launcher(folder).run("completion", "man").out();

        assertTrue(page.startsWith(".TH VAULT-SNAPSHOT 1\n.SH NAME\nvault-snapshot \\- Proves "), page);
        for (String command :
                VaultSnapshotCommand.commandLine().getSubcommands().keySet()) {
            assertTrue(page.contains("\n.SH " + command.toUpperCase(Locale.ROOT) + "\n"), command);
        }
        assertTrue(
                page.lines()
                        .filter(line -> line.startsWith("."))
                        .allMatch(line -> line.matches("[.](TH|SH) .*|[.](nf|fi)")),
                page);
    }

    /** Asks bash what it would offer for the last of the words, after it has read what the launcher printed. */
    private Set<String> complete(String... words) throws Exception {
        String script = "eval \"$('" + Launcher.PATH + "' completion bash)\"\n"
                + "function=$(complete -p vault-snapshot | sed 's/.*-F \\([^ ]*\\) .*/\\1/')\n"
                + "COMP_WORDS=(vault-snapshot \"$@\")\n"
                + "COMP_CWORD=$#\n"
                + "COMP_LINE=\"${COMP_WORDS[*]}\"\n"
                + "COMP_POINT=${#COMP_LINE}\n"
                // It may be called only where bash itself completes.
                + "compopt() { :; }\n"
                + "\"$function\"\n"
                + "printf '%s\\n' \"${COMPREPLY[@]}\"\n";
        String[] arguments = new String[words.length + 3];
        arguments[0] = "-c";
        arguments[1] = script;
        arguments[2] = "bash";
        System.arraycopy(words, 0, arguments, 3, words.length);
        CommandRun run = new Launcher(folder, Path.of("/bin/bash")).run(arguments);
        assertEquals("", run.err());
        return Arrays.stream(run.out().split("\\s+"))
                .filter(word -> !word.startsWith("-") || words[words.length - 1].startsWith("-"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
