package io.vaultsnapshot.cli;

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
        subcommands = {
            VerifyCommand.class,
            InspectCommand.class,
            DueCommand.class,
            AcknowledgeCommand.class,
            AuditCommand.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Also, run by the launcher:",
            "  manifests  Writes dist/<cluster>/ for kubectl apply, from cdk.json.",
            "  demo       Shows the whole chain on this machine: no account, no cluster.",
            "",
            "Exit codes: 0 all intact, 1 findings, 2 usage, 3 could not read."
        })
public final class VaultSnapshotCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** Runs the tool and ends the process. */
    public static void main(String[] args) {
        int exitCode = commandLine().execute(args);
        System.out.flush();
        System.exit(exitCode);
    }

    static CommandLine commandLine() {
        ErrorHandler errors = new ErrorHandler();
        return new CommandLine(new VaultSnapshotCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }
}
