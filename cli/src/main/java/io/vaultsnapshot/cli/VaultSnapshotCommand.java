package io.vaultsnapshot.cli;

import io.vaultsnapshot.cli.view.Width;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
        name = "vault-snapshot",
        description = "Proves backups of HashiCorp Vault and OpenBao.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Also, run by the launcher:",
            "  manifests  Writes dist/<cluster>/ for kubectl apply, from cdk.json.",
            "  demo       Shows the whole chain on this machine; in a checkout only.",
            "",
            "Exit codes: 0 all intact, 1 findings, 2 usage, 3 could not read."
        })
public final class VaultSnapshotCommand implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
            InitCommand.class,
            DoctorCommand.class,
            StatusCommand.class,
            ReportCommand.class,
            VerifyCommand.class,
            InspectCommand.class,
            DueCommand.class,
            AcknowledgeCommand.class,
            AuditCommand.class,
            RestoreCommand.class,
            CompletionCommand.class);

    /** The commands for people that other programs answer; the launcher starts those. */
    static final List<String> LAUNCHED = List.of("manifests", "demo");

    /** Longer lines are hard to read, also where they fit. */
    private static final int HELP_COLUMNS = 80;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** Runs the tool and ends the process. */
    public static void main(String[] args) {
        int exitCode = commandLine(args).execute(args);
        System.out.flush();
        System.exit(exitCode);
    }

    /**
     * Returns the command line for the given arguments. picocli reads the annotations of every command that it knows, which
     * would be a third of the start of the process: so it knows only the one that is called, and all for any other text.
     */
    static CommandLine commandLine(String... args) {
        CommandLine line = new CommandLine(new VaultSnapshotCommand());
        List<Class<?>> called = COMMANDS.stream()
                .filter(command -> args.length > 0 && nameOf(command).equals(args[0]))
                .toList();
        // Not a method reference: it would link CommandLine, and the JVM archives no class of Java 5 that is linked.
        for (Class<?> command : called.isEmpty() ? COMMANDS : called) {
            line.addSubcommand(command);
        }
        if (called.isEmpty()) {
            line.addSubcommand(HelpCommand.class);
        }
        ErrorHandler errors = new ErrorHandler();
        line.setUsageHelpWidth(Math.min(Width.orElse(HELP_COLUMNS), HELP_COLUMNS));
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    private static String nameOf(Class<?> command) {
        return Objects.requireNonNull(command.getAnnotation(Command.class)).name();
    }
}
