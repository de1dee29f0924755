package io.vaultsnapshot.e2e;

import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The terminal of a person who follows {@code docs/uninstall.md}: its commands, the programs, and the names that were set. */
final class UninstallShell {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)\n```", Pattern.DOTALL);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Suite suite;
    private final Path folder;
    private final Map<String, String> names;

    /**
     * Creates it.
     *
     * @param name of its folder, unique in this run
     * @param names variables, which the first block of the page sets for a person
     */
    UninstallShell(Suite suite, String name, Map<String, String> names) throws IOException {
        this.suite = suite;
        this.folder = suite.folder(name);
        this.names = names;
        // The page names the program of one of the two servers.
        Path vault = folder.resolve("bin/vault");
        Files.createDirectories(vault.getParent());
        Files.createSymbolicLink(vault, suite.get(Tools.class).openBao().program());
    }

    /** Returns the blocks of commands below a heading. */
    static List<String> blocks(String heading) throws IOException {
        String page = Files.readString(Suite.project().resolve("docs/uninstall.md"));
        String text = page.substring(page.indexOf("\n## " + heading + "\n") + 4);
        return BLOCK.matcher(text.substring(0, text.indexOf("\n## ")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** Runs a block to its end, and fails if one of its commands does. */
    CommandResult run(String block) {
        return tryTo("set -e\n" + block).orFail();
    }

    /** Runs a block, whatever comes of it. */
    CommandResult tryTo(String block) {
        Tools tools = suite.get(Tools.class);
        String path = folder.resolve("bin") + ":" + tools.path("kubectl").getParent() + ":"
                + tools.path("aws").getParent() + ":" + System.getenv("PATH");
        Command command = Command.of("uninstall", folder, "sh", "-c", block)
                .with("PATH", path)
                .with("HOME", folder.toString())
                .with(names);
        return suite.processes().run(command, LONGEST);
    }
}
