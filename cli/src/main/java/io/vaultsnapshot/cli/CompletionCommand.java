package io.vaultsnapshot.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell completes commands and options with, and the man page. */
@Command(
        name = "completion",
        description = {
            "Prints what your shell needs to complete commands and options at the Tab key, or the man page. In bash, for one"
                    + " session:",
            "  . <(./vault-snapshot completion bash)",
            "For good, keep the output:",
            "  bash: in a file that ~/.bashrc reads",
            "  zsh:  in a file that ~/.zshrc reads",
            "  man:  in ~/.local/share/man/man1/vault-snapshot.1"
        },
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {"", "Exit codes: 0 printed, 2 usage."})
final class CompletionCommand implements Callable<Integer> {
    private enum Kind {
        BASH,
        ZSH,
        MAN
    }

    @Parameters(paramLabel = "KIND", description = "bash, zsh or man.")
    private Kind kind;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine all = VaultSnapshotCommand.commandLine();
        PrintWriter out = spec.commandLine().getOut();
        if (kind == Kind.MAN) {
            printManPage(all, out);
        } else {
            // One script serves both shells: zsh reads it through bashcompinit.
            VaultSnapshotCommand.LAUNCHED.forEach(
                    name -> all.addSubcommand(name, CommandSpec.create().name(name)));
            out.println(AutoComplete.bash(all.getCommandName(), all));
        }
        return ExitCode.INTACT;
    }

    /** The help of every command, which is laid out already, in the requests of man(7). */
    private static void printManPage(CommandLine all, PrintWriter out) {
        out.println(".TH VAULT-SNAPSHOT 1");
        out.println(".SH NAME");
        out.println("vault-snapshot \\- "
                + String.join(" ", all.getCommandSpec().usageMessage().description()));
        section("SYNOPSIS", all, out);
        all.getSubcommands().forEach((name, command) -> section(name.toUpperCase(Locale.ROOT), command, out));
    }

    private static void section(String title, CommandLine command, PrintWriter out) {
        out.println(".SH " + title);
        out.println(".nf");
        command.setUsageHelpWidth(72)
                .getUsageMessage()
                .lines()
                .map(CompletionCommand::escaped)
                .forEach(out::println);
        out.println(".fi");
    }

    /** A line that begins with a dot or an apostrophe is a request, and a backslash begins an escape. */
    private static String escaped(String line) {
        String text = line.replace("\\", "\\e").replace("-", "\\-");
        return text.startsWith(".") || text.startsWith("'") ? "\\&" + text : text;
    }
}
